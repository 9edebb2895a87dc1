package import CEL
import WaybillModel

/// What is wrong with an event document.
package struct BadCloudEvent: Error, Hashable, Sendable {
    package let reason: String
    /// What to do about it.
    package let help: String

    fileprivate init(
        _ reason: String,
        help: String = "CloudEvents 1.0 asks for specversion, id, source and type"
    ) {
        self.reason = reason
        self.help = help
    }
}

extension CloudEvent {
    /// Reads an event in the structured JSON format of CloudEvents 1.0 (JSON Event Format, 2.4).
    package init(structured json: JSON, receivedAt now: Timestamp) throws(BadCloudEvent) {
        guard case .object = json else {
            throw BadCloudEvent("it is no JSON object", help: "send one event at a time")
        }
        guard try Self.text("specversion", of: json) == "1.0" else {
            throw BadCloudEvent("`specversion` is not 1.0")
        }
        var time = now
        if let text = try Self.optionalText("time", of: json) {
            guard let read = Timestamp(rfc3339: text) else {
                throw BadCloudEvent(
                    "`time` is not an RFC 3339 timestamp",
                    help: "write it as 2026-06-01T09:30:00Z"
                )
            }
            time = read
        }
        self.init(
            id: try Self.text("id", of: json),
            source: try Self.text("source", of: json),
            type: EventType(try Self.text("type", of: json)),
            subject: try Self.optionalText("subject", of: json),
            time: time,
            correlation: try Self.optionalText("correlationid", of: json).map { CorrelationID($0) },
            data: json["data"] ?? .null
        )
    }

    /// The event in that format.
    package var structured: JSON {
        var members: [JSON.Member] = [
            .init("specversion", .string("1.0")), .init("id", .string(id)),
            .init("source", .string(source)), .init("type", .string(type.rawValue)),
        ]
        if let subject { members.append(.init("subject", .string(subject))) }
        members.append(.init("time", .string(time.rfc3339)))
        if let correlation {
            members.append(.init("correlationid", .string(correlation.rawValue)))
        }
        members += [
            .init("datacontenttype", .string("application/json")), .init("data", data),
        ]
        return .object(members)
    }

    private static func text(_ name: String, of json: JSON) throws(BadCloudEvent) -> String {
        guard let text = try optionalText(name, of: json), !text.isEmpty else {
            throw BadCloudEvent("`\(name)` is missing")
        }
        return text
    }

    private static func optionalText(
        _ name: String,
        of json: JSON
    ) throws(BadCloudEvent) -> String? {
        switch json[name] {
        case .string(let text): return text
        case .null, nil: return nil
        default: throw BadCloudEvent("`\(name)` is not a string")
        }
    }
}
