import CEL

/// One effect, as the shop or a mock wrote it down.
public struct LedgerLine: Hashable, Sendable {
    /// `payments.capture`
    public let handler: String
    /// The idempotency key.
    public let key: String
    /// For an undo, the key of what it undid.
    public let undoes: String?
    /// The whole line.
    public let text: String

    /// The same effect, of another order.
    public func replacing(_ order: String, with other: String) -> LedgerLine {
        LedgerLine(
            handler: handler,
            key: key.replacing(order, with: other),
            undoes: undoes?.replacing(order, with: other),
            text: text.replacing(order, with: other)
        )
    }
}

extension TemporaryFolder {
    /// The lines of a ledger in the folder that are about a run.
    public func ledger(_ name: String, of run: String) -> [LedgerLine] {
        text(name).split(separator: "\n").compactMap { line in
            guard let json = try? JSON(parsing: String(line)),
                case .string(let handler)? = json["handler"],
                case .string(let key)? = json["key"], key.hasPrefix("\(run)/")
            else { return nil }
            var undoes: String?
            if case .string(let undone)? = json["undoes"] { undoes = undone }
            return LedgerLine(handler: handler, key: key, undoes: undoes, text: String(line))
        }
    }
}
