import ArgumentParser
import WaybillEngine

/// How many orders the whole engine carries out, and how long one takes.
struct EngineSubject: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engine",
        abstract: "Whole orders of five calls, beside the journal and the disk."
    )

    @OptionGroup var effort: Effort

    @Option(parsing: .upToNextOption, help: "How many orders there are at once.")
    var customers: [Int] = [1, 64, 512]

    func run() async throws {
        Report.title("engine: orders of five calls whose handlers answer at once, on disk")
        let sample = try await SampleRun()
        for count in customers { try await measure(customers: count, sample) }
        try await measureEvents()
    }

    /// However many orders wait, an event finds the one that it is for.
    private func measureEvents() async throws {
        let few = try await eventsPerSecond(waiting: Self.events)
        let many = try await eventsPerSecond(waiting: Self.waiting)
        Report.rate(
            "\(Self.waiting) orders wait, an event each",
            many,
            "events/s",
            beside: [("\(Self.events) orders wait", few)]
        )
    }

    private static let waiting = 10_000
    private static let events = 1_000

    private func eventsPerSecond(waiting: Int) async throws -> Double {
        try await Scratch.with(in: effort.folder) { scratch in
            try await WaitingOrders(journal: try scratch.journal())
                .eventsPerSecond(waiting: waiting, events: Self.events)
        }
    }

    private func measure(customers: Int, _ sample: SampleRun) async throws {
        let (rate, times) = try await Scratch.with(in: effort.folder) { scratch in
            let shop = BenchShop(workflow: sample.workflow, journal: try scratch.journal())
            return try await shop.open { shop in try await sell(customers: customers, at: shop) }
        }
        let journal = try await JournalFigures(sample, runsPerTurn: min(customers, 256), effort)
        Report.rate(
            "\(customers) at once",
            rate,
            "orders/s",
            beside: [("the journal alone", journal.journal / Double(sample.events.count))]
        )
        if customers == 1 { try await report(times, sample) }
    }

    /// Orders in a second, and how long each took. Enough orders to fill the time are drawn from how
    /// long the first ones take.
    private func sell(customers: Int, at shop: BenchShop) async throws -> (Double, [Duration]) {
        let clock = ContinuousClock()
        let trial = customers * 4
        let warmUp = try await clock.measure {
            _ = try await shop.sell(orders: trial, customers: customers, from: 0)
        }
        let orders = max(trial, Int(Double(trial) * effort.seconds / warmUp.seconds))
        let start = clock.now
        let times = try await shop.sell(orders: orders, customers: customers, from: trial)
        return (Double(orders) / start.duration(to: clock.now).seconds, times)
    }

    private func report(_ times: [Duration], _ sample: SampleRun) async throws {
        let sync = try await Scratch.with(in: effort.folder) { scratch in
            try BareFile(scratch.path("bare")).appendTime(bytes: 4_096, repeating: 200)
        }
        let commits = sample.turns.count
        let limit = [("\(commits) bare fdatasyncs of 4 KiB", sync * commits)]
        Report.time("one order, p50", times.quantile(0.5), beside: limit)
        Report.time("one order, p99", times.quantile(0.99), beside: limit)
    }
}
