import CEL
import GRDB
import WaybillInterpreter
import WaybillModel

extension Timestamp {
    /// As a column holds it: nine digits of fraction always, so that the text sorts as the time.
    var column: String {
        let digits = String(nanoseconds)
        let fraction = String(repeating: "0", count: max(0, 9 - digits.count)) + digits
        return "\(rfc3339.prefix(19)).\(fraction)Z"
    }
}

extension Row {
    /// A column that is never NULL.
    func text(_ column: String) throws(PayloadError) -> String {
        guard let text: String = self[column] else { throw PayloadError(at: column, "is missing") }
        return text
    }

    func integer(_ column: String) throws(PayloadError) -> Int {
        guard let integer: Int = self[column] else {
            throw PayloadError(at: column, "is missing")
        }
        return integer
    }

    func name<Kind>(_ column: String) throws(PayloadError) -> Name<Kind> {
        Name(try text(column))
    }

    func time(_ column: String) throws(PayloadError) -> Timestamp {
        guard let time = try optionalTime(column) else {
            throw PayloadError(at: column, "is missing")
        }
        return time
    }

    func optionalTime(_ column: String) throws(PayloadError) -> Timestamp? {
        guard let text: String = self[column] else { return nil }
        return try Timestamp(json: .string(text), at: column)
    }
}

extension RunRecord {
    init(_ row: Row) throws(PayloadError) {
        let status = try row.text("status")
        guard let known = RunStatus(rawValue: status) else {
            throw PayloadError(at: "status", "is unknown: \(status)")
        }
        self.init(
            id: try row.name("id"),
            workflow: try row.name("workflow"),
            key: row["key"],
            digest: try row.name("digest"),
            inputDigest: try row.text("input_digest"),
            status: known,
            outcome: (row["outcome"] as String?).map { OutcomeName($0) },
            startedAt: try row.time("started_at"),
            updatedAt: try row.time("updated_at"),
            nextDue: try row.optionalTime("next_due")
        )
    }
}

extension RecordedEvent {
    init(_ row: Row) throws(PayloadError) {
        let stored = EncodedEvent(
            type: try row.text("type"),
            version: try row.integer("version"),
            payload: try row.text("payload")
        )
        self.init(
            sequence: try row.integer("sequence"),
            time: try row.time("time"),
            event: try EventCodec.decode(stored)
        )
    }
}
