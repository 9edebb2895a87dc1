import ArgumentParser
import Hummingbird
import NIOCore

/// The shop's services in one small server, for trying Waybill against real HTTP: they keep what they
/// did in a file, by idempotency key, and can be told to misbehave.
@main
struct Shop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shop",
        abstract: "Play the services of a shop: payment, stock, shipping, returns, messages.",
        discussion: """
            Faults name a handler, such as payments.capture, and can be changed while it runs: \
            POST /control takes {"fail": ["payments.capture=2"]}. GET /ledger shows what was done.
            """
    )

    @Option(help: "The port to listen on; 0 takes a free one.")
    var port = 8080

    @Option(help: "The file that records each effect, one JSON object a line.")
    var ledger = "shop-ledger.jsonl"

    @Option(help: ArgumentHelp("Answer late.", valueName: "handler=duration"))
    var slow: [String] = []

    @Option(help: ArgumentHelp("Refuse that many calls with status 503.", valueName: "handler=n"))
    var fail: [String] = []

    @Option(
        help: ArgumentHelp(
            "Do that many calls, but lose the connection instead of answering.",
            valueName: "handler=n"
        )
    )
    var drop: [String] = []

    @Option(
        help: ArgumentHelp(
            "End the whole server at once, before or after the effect of the next call.",
            valueName: "handler=before|after"
        )
    )
    var die: [String] = []

    func run() async throws {
        let faults = Faults()
        for (kind, settings) in [
            (FaultKind.slow, slow), (.fail, fail), (.drop, drop), (.die, die),
        ] {
            for setting in settings { try await faults.set(kind, setting) }
        }
        let counter = ServiceCounter(ledger: try Ledger(path: ledger), faults: faults)
        let application = Application(
            router: counter.router(),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { channel in
                announce("listening on http://127.0.0.1:\(channel.localAddress?.port ?? 0)")
            },
            logger: .quiet
        )
        try await application.runService()
    }
}
