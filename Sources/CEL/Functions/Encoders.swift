import Foundation

/// `base64.encode` and `base64.decode`.
let encoderFunctions: [Function] = [
    Function(
        "base64.encode",
        [.bytes],
        .string,
        .one { (value, meter) throws(Failure) in
            guard case .bytes(let bytes) = value else { throw .noOverload("base64.encode", value) }
            try meter.chargeTenths(bytes.count)
            return .string(Data(bytes).base64EncodedString())
        }
    ),
    Function(
        "base64.decode",
        [.string],
        .bytes,
        .one { (value, meter) throws(Failure) in
            guard case .string(let text) = value else { throw .noOverload("base64.decode", value) }
            try meter.chargeTenths(text.utf8.count)
            guard let bytes = decodeBase64(text) else { throw Failure("the text is not base64") }
            return .bytes(bytes)
        }
    ),
]
