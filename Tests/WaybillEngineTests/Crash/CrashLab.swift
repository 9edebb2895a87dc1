import CEL
import ProcessSupport
import Testing
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// A moment at which to kill the process.
struct Crash {
    enum Side: String, CaseIterable {
        case before
        case after
    }

    let commit: Int
    let side: Side

    var name: String { "\(side.rawValue)-\(commit)" }

    /// Both sides of each commit.
    static func all(within commits: Int) -> [Crash] {
        (1...max(1, commits)).flatMap { commit in
            Side.allCases.map { Crash(commit: commit, side: $0) }
        }
    }
}

/// A shop, and runners of a shipped workflow that can be killed. Each order has a store of its own.
struct CrashLab {
    /// What is compared between a run that crashed and one that did not.
    struct Ending {
        let result: String
        /// The ledger's lines about the order, with its id replaced, as they were written; those about
        /// its parcels, which are sent side by side, last and by their keys.
        let ledger: [LedgerLine]
        let commits: Int
    }

    private let shop: ShopServer
    private let folder: TemporaryFolder
    private let workflow: String
    private let orders: String
    private let order: String

    /// An order of a folder of them.
    init(
        _ workflow: String = "fulfil_order",
        in orders: String = "orders",
        order: String
    ) async throws {
        shop = try await ShopServer()
        folder = try TemporaryFolder()
        self.workflow = workflow
        self.orders = orders
        self.order = order
    }

    /// Runs an order to its end, from wherever it stands.
    func ending(order id: String) async throws -> Ending {
        let ended = try await start(order: id).ending()
        try #require(ended.exitCode == 0, "\(ended.error)")
        let report = try JSON(parsing: ended.output)
        var commits = 0
        if case .number(let text)? = report["commits"] { commits = Int(text) ?? 0 }
        var result = ""
        for name in ["status", "outcome", "output", "error"] {
            result += "\(name): \(report[name] ?? .null)\n"
        }
        let ledger = shop.ledger(of: run(id)).map { $0.replacing(id, with: "ORDER") }
        let isOfParcel = { (line: LedgerLine) in line.key.contains("/dispatch[") }
        return Ending(
            result: result.replacing(id, with: "ORDER"),
            ledger: ledger.filter { !isOfParcel($0) }
                + ledger.filter(isOfParcel).sorted { $0.key < $1.key },
            commits: commits
        )
    }

    /// Runs an order until it is killed at a commit; whether it came to that commit.
    @discardableResult
    func die(at crash: Crash, order id: String) async throws -> Bool {
        let ended = try await start(
            order: id,
            ["--crash-at", "\(crash.commit)", "--side", crash.side.rawValue]
        ).ending()
        if ended.exitCode == 0 { return false }
        try #require(ended.signal == 9, "\(crash.name) of \(id): \(ended.output)\(ended.error)")
        return true
    }

    /// Runs an order and kills it when a call of the handler is out, which the shop does not answer
    /// until then.
    func die(whileOut handler: String, order id: String) async throws {
        try await shop.control(#"{"slow": ["\#(handler)=1h"]}"#)
        let runner = try start(order: id)
        let wasSent = await eventually { (try? isOut(handler, of: id)) ?? false }
        try #require(wasSent)
        // The start is durable; give the request time to reach the shop.
        try await Task.sleep(for: .milliseconds(100))
        runner.kill()
        try #require(await runner.ending().signal == 9)
        #expect(try isOut(handler, of: id))
        try await shop.control(#"{"slow": ["\#(handler)=0s"]}"#)
    }

    private func start(order id: String, _ options: [String] = []) throws -> ToolProcess {
        let file = try folder.write(Workflows.order(order, in: orders, id: id), to: "\(id).json")
        return try ToolProcess(
            "CrashRunner",
            [
                Workflows.path("\(workflow).yaml"), "--order", file,
                "--bindings", Workflows.path("bindings/shop.yaml"), "--store", store(id),
            ] + options,
            environment: shop.environment
        )
    }

    private func isOut(_ handler: String, of id: String) throws -> Bool {
        let events = try StoreClient(path: store(id)).events(of: RunID(run(id)), after: 0)
        return events.contains { entry in
            guard case .attemptStarted(let operation, _) = entry.event else { return false }
            return Self.steps[handler] == "\(operation.path)"
        }
    }

    private static let steps = [
        "fraud.score": "screen", "payments.authorize": "authorize", "shipping.rates": "rates",
        "inventory.sites": "source@1/stock", "inventory.reserve_parcel": "source@1/reserve[0]/hold",
        "payments.capture": "capture", "shipping.create_label": "dispatch[0]/label",
        "notify.email": "dispatch[0]/tell",
    ]

    private func store(_ id: String) -> String { folder.file("\(id).db") }

    private func run(_ id: String) -> String { "\(workflow)-\(id)" }
}
