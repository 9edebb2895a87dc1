import CEL

/// Something that stands in a payload, as one JSON value.
protocol PayloadContent {
    var json: JSON { get }

    /// Reads it back; the place is where it stands, for errors.
    init(json: JSON, at place: String) throws(PayloadError)
}

/// Something that stands in a payload as an object.
protocol PayloadObject: PayloadContent {
    var payload: Payload { get }

    init(_ payload: Payload) throws(PayloadError)
}

extension PayloadObject {
    var json: JSON { payload.json }

    init(json: JSON, at place: String) throws(PayloadError) {
        try self.init(Payload(json: json, at: place))
    }
}

/// Something that stands in a payload as a string.
protocol PayloadText: PayloadContent {
    /// What it is, for errors: `a path`.
    static var noun: String { get }

    var payloadText: String { get }

    init?(payloadText: String)
}

extension PayloadText {
    var json: JSON { .string(payloadText) }

    init(json: JSON, at place: String) throws(PayloadError) {
        guard case .string(let text) = json, let value = Self(payloadText: text) else {
            throw PayloadError(at: place, "is not \(Self.noun): \(String("\(json)".prefix(80)))")
        }
        self = value
    }
}
