import CEL
import ProcessSupport
import Testing

/// A folder in which somebody works with `waybill`: its store, its ledger and its files are there.
struct Desk {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The option for bindings that need no service.
    static let demo = ["--bindings", Workflows.path("bindings/demo.yaml")]
    /// The command that goes on with orders of `fulfil_order`.
    static let resume = ["resume"] + demo

    /// Runs a command to its end.
    func waybill(_ arguments: [String], input: String = "") async throws -> ToolProcess.Ending {
        try await ToolProcess.run("waybill", arguments, input: input, in: folder.path)
    }

    /// Runs a command to its end.
    func waybill(_ arguments: String..., input: String = "") async throws -> ToolProcess.Ending {
        try await waybill(arguments, input: input)
    }

    /// Starts a command that is to be at work for a while.
    func start(_ arguments: [String]) throws -> ToolProcess {
        try ToolProcess("waybill", arguments, in: folder.path)
    }

    /// Writes `fulfil_order` and the files that it uses to the desk's folder.
    func writeFulfilOrder(to name: String, changing change: (String) -> String = { $0 }) throws {
        var text = try Workflows.text("fulfil_order.yaml")
        for used in ["handlers/commerce.yaml", "handlers/sites.yaml", "policies/sourcing.yaml"] {
            let file = used.split(separator: "/").last.map(String.init) ?? used
            try folder.write(Workflows.text(used), to: file)
            text = text.replacing(used, with: file)
        }
        try folder.write(change(text), to: name)
    }

    /// The command that runs a shipped order through `fulfil_order`.
    static func fulfil(_ order: String, _ options: String...) -> [String] {
        fulfil(file: Workflows.path("orders/\(order).json")) + options
    }

    /// The command that runs the orders in a file, one a line, through `fulfil_order`.
    static func fulfil(all file: String) -> [String] {
        ["run", Workflows.path("fulfil_order.yaml"), "--orders", file] + demo
    }

    /// The command that runs the order in a file through `fulfil_order`.
    static func fulfil(file: String) -> [String] {
        ["run", Workflows.path("fulfil_order.yaml"), "--order", file] + demo
    }

    /// The status of a run, as `waybill status` says.
    func status(of run: String) async throws -> String? {
        let ending = try await waybill("status", run, "--format", "json")
        guard ending.exitCode == 0, case .string(let status)? = try ending.json["status"] else {
            return nil
        }
        return status
    }

    /// The ids and the states of the events that `waybill events` lists.
    func events(_ options: String...) async throws -> [[String?]] {
        let listed = try await waybill(["events", "--format", "json"] + options)
        return try (listed.json["events"]?.elements ?? []).map {
            [$0["event"]?.text("id"), $0.text("state")]
        }
    }

    /// Waits until a run has a status, while another process runs the store.
    func waitUntil(_ run: String, is status: String) async throws {
        for _ in 0..<300 {
            if try await self.status(of: run) == status { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("\(run) is not \(status)")
    }
}

extension ToolProcess.Ending {
    /// Standard output, which must be one JSON document.
    var json: JSON { get throws { try JSON(parsing: output) } }
}

extension JSON {
    /// The text of a member; `nil` when it has none.
    func text(_ name: String) -> String? {
        if case .string(let text)? = self[name] { text } else { nil }
    }

    /// The whole number of a member; `nil` when it has none.
    func integer(_ name: String) -> Int? {
        if case .number(let text)? = self[name] { Int(text) } else { nil }
    }

    var elements: [JSON] { if case .array(let elements) = self { elements } else { [] } }
}
