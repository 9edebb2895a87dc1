import CEL
import Foundation

/// The shop's services in a process of their own, on a free port, for as long as this lives.
public final class ShopServer: Sendable {
    private let program: Program
    private let folder: TemporaryFolder
    /// What bindings read: `SHOP_URL`.
    public let environment: [String: String]

    /// Starts the shop, with faults such as `["--slow", "payments.capture=300ms"]`.
    public init(_ faults: [String] = []) async throws {
        folder = try TemporaryFolder()
        let program = try Program(
            "shop",
            ["--port", "0", "--ledger", folder.file("ledger.jsonl")] + faults
        )
        self.program = program
        let isListening = await eventually { program.output.hasSuffix("\n") }
        guard isListening else { throw CocoaError(.executableLoad) }
        let address = program.output.trimmingCharacters(in: .whitespacesAndNewlines)
            .dropFirst("listening on ".count)
        environment = ["SHOP_URL": String(address)]
    }

    deinit { program.kill() }

    /// The lines of the ledger about a run, in the order of their effects.
    public func ledger(of run: String) -> [LedgerLine] { folder.ledger("ledger.jsonl", of: run) }
}

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
