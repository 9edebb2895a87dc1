import CEL
import WaybillInterpreter
import WaybillModel

extension JSON: PayloadContent {
    var json: JSON { self }

    init(json: JSON, at place: String) { self = json }
}

extension Int: PayloadContent {
    var json: JSON { .number(String(self)) }

    init(json: JSON, at place: String) throws(PayloadError) {
        guard case .number(let text) = json, let value = Int(text) else {
            throw PayloadError(at: place, "is not an integer: \(String("\(json)".prefix(80)))")
        }
        self = value
    }
}

extension Bool: PayloadContent {
    var json: JSON { .bool(self) }

    init(json: JSON, at place: String) throws(PayloadError) {
        guard case .bool(let value) = json else {
            throw PayloadError(at: place, "is not true or false")
        }
        self = value
    }
}

extension Array: PayloadContent where Element: PayloadContent {
    var json: JSON { .array(map(\.json)) }

    init(json: JSON, at place: String) throws(PayloadError) {
        guard case .array(let elements) = json else {
            throw PayloadError(at: place, "is not an array")
        }
        self = []
        for (index, element) in elements.enumerated() {
            append(try Element(json: element, at: "\(place)[\(index)]"))
        }
    }
}

extension String: PayloadText {
    static var noun: String { "a string" }
    var payloadText: String { self }
    init?(payloadText: String) { self = payloadText }
}

extension Name: PayloadText, PayloadContent {
    static var noun: String { "a name" }
    var payloadText: String { rawValue }
    init?(payloadText: String) { self.init(payloadText) }
}

extension Timestamp: PayloadText {
    static var noun: String { "a time" }
    var payloadText: String { rfc3339 }
    init?(payloadText: String) { self.init(rfc3339: payloadText) }
}

extension Duration: PayloadText {
    static var noun: String { "a duration" }
    var payloadText: String { celText }
    init?(payloadText: String) { self.init(text: payloadText) }
}

extension Effect: PayloadText {
    static var noun: String { "an effect" }
    var payloadText: String { rawValue }
    init?(payloadText: String) { self.init(rawValue: payloadText) }
}

extension OperationID.Direction: PayloadText {
    static var noun: String { "a direction" }
    var payloadText: String { rawValue }
    init?(payloadText: String) { self.init(rawValue: payloadText) }
}
