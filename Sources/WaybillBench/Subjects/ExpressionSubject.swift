import ArgumentParser
import CEL
import Foundation

/// How fast expressions are compiled and evaluated.
struct ExpressionSubject: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cel",
        abstract: "Evaluating expressions, beside other CEL engines.",
        discussion: """
            Ours counts its cost and reads records of declared types; the peers read maps, count \
            no cost and include the Python call around each evaluation. Everybody's expressions are \
            compiled, and variables prepared, before the clock starts. The last lines tell what a \
            call alone takes, to be subtracted.
            """
    )

    @OptionGroup var effort: Effort

    @Option(help: "The Python that has the other engines.")
    var python = ".build/peers/bin/python"

    func run() throws {
        Report.title("cel: one expression over the same values, on one thread")
        let samples = ExpressionSample.all + [.empty]
        let peers = PeerEngines(python: python)
        let found = try peers.answers(to: samples, seconds: 0).filter { !$0.results.isEmpty }
        if found.count < 2 { print("  " + peers.advice) }
        let values = try ExpressionSample.values()
        for (index, sample) in samples.enumerated() {
            try compare(
                sample,
                try sample.program().evaluate(values),
                found.map { $0.results[index] }
            )
        }
        let answers = try peers.answers(to: samples, seconds: effort.seconds)
        for (index, sample) in samples.enumerated() {
            print("  \(sample.kind): \(sample.text)")
            try measure(sample, values, answers, index)
        }
    }

    /// Speed means nothing where the values differ.
    private func compare(_ sample: ExpressionSample, _ value: Value, _ others: [JSON]) throws {
        for other in others.map({ $0["value"] ?? .null }) where other != value.json {
            throw LimitFailure(
                message: "\(sample.text) is \(value.json) here and \(other) elsewhere"
            )
        }
    }

    private func measure(
        _ sample: ExpressionSample,
        _ values: [Value?],
        _ answers: [PeerEngines.Answer],
        _ index: Int
    ) throws {
        let program = try sample.program()
        let evaluations = try best { for _ in 0..<100 { _ = try program.evaluate(values) } }
        var rates = answers.compactMap { answer in
            answer.figure("evaluations", of: index).map { (answer.name, $0) }
        }
        if let celGo = sample.celGo {
            rates.append(("cel-go, from CEL.md, not measured here", celGo))
        }
        Report.figure("evaluations", evaluations, "/s", against: rates)
        let compilations = try best { for _ in 0..<100 { _ = try sample.program() } }
        let times = answers.compactMap { answer in
            answer.figure("compilations", of: index).map { (answer.name, 1_000_000 / $0) }
        }
        Report.figure(
            "parse and check",
            1_000_000 / compilations,
            "µs",
            lessIsBetter: true,
            against: times
        )
    }

    /// How often a hundredfold is done in a second, in the best of three windows.
    private func best(_ hundred: () throws -> Void) rethrows -> Double {
        let rates = try (0..<3).map { _ in
            try Stopwatch.rate(seconds: effort.seconds / 3) {
                try hundred()
                return 100
            }
        }
        return rates.max() ?? 0
    }
}
