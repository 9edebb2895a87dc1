import Foundation
import FoundationNetworking

/// The shop's services in a process of their own, on a free port, for as long as this lives.
public final class ShopServer: Sendable {
    private let program: ToolProcess
    private let folder: TemporaryFolder
    /// What bindings read: `SHOP_URL`.
    public let environment: [String: String]

    /// Starts the shop.
    public init() async throws {
        folder = try TemporaryFolder()
        let program = try ToolProcess(
            "shop",
            ["--port", "0", "--ledger", folder.file("ledger.jsonl")]
        )
        self.program = program
        let isListening = await eventually { program.output.hasSuffix("\n") }
        guard isListening else {
            program.kill()
            throw CocoaError(.executableLoad)
        }
        let address = program.output.trimmingCharacters(in: .whitespacesAndNewlines)
            .dropFirst("listening on ".count)
        environment = ["SHOP_URL": String(address)]
    }

    deinit { program.kill() }

    /// Changes the faults, such as `{"slow": ["payments.capture=0s"]}`.
    public func control(_ faults: String) async throws {
        guard let url = URL(string: "\(environment["SHOP_URL"] ?? "")/control") else { return }
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.httpBody = Data(faults.utf8)
        _ = try await URLSession.shared.data(for: request)
    }

    /// The lines of the ledger about a run, in the order of their effects.
    public func ledger(of run: String) -> [LedgerLine] { folder.ledger("ledger.jsonl", of: run) }
}
