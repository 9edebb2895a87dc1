import CEL
import GRDB
import WaybillInterpreter
import WaybillModel

extension String {
    /// As a column holds it. GRDB ends a text at its first NUL, so NUL is stored as U+0001 and
    /// `0`, and U+0001 as itself and `1`.
    var column: String {
        guard utf8.contains(where: { $0 < 2 }) else { return self }
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar {
            case "\u{0}": text.append(contentsOf: "\u{1}0".unicodeScalars)
            case "\u{1}": text.append(contentsOf: "\u{1}1".unicodeScalars)
            default: text.append(scalar)
            }
        }
        return String(text)
    }

    /// Reads what `column` gave.
    init(column: String) {
        guard column.utf8.contains(1) else {
            self = column
            return
        }
        var text = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in column.unicodeScalars {
            if isEscaped {
                text.append(scalar == "0" ? "\u{0}" : "\u{1}")
                isEscaped = false
            } else if scalar == "\u{1}" {
                isEscaped = true
            } else {
                text.append(scalar)
            }
        }
        self = String(text)
    }
}

extension Name {
    var column: String { rawValue.column }
}

extension Timestamp {
    /// As a column holds it: text that sorts as the time.
    var column: String { sortableText }
}

extension Row {
    /// A column that is never NULL.
    func text(_ column: String) throws(PayloadError) -> String {
        guard let text = optionalText(column) else { throw PayloadError(at: column, "is missing") }
        return text
    }

    func optionalText(_ column: String) -> String? {
        (self[column] as String?).map(String.init(column:))
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
        guard let text = optionalText(column) else { return nil }
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
            key: row.optionalText("key"),
            // An older runner leaves it empty.
            correlation: try row.text("correlation").isEmpty ? nil : row.name("correlation"),
            digest: try row.name("digest"),
            inputDigest: try row.text("input_digest"),
            status: known,
            outcome: row.optionalText("outcome").map { OutcomeName($0) },
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
