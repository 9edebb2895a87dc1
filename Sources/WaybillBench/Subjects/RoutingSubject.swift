import ArgumentParser
import Foundation
import WaybillRouting

/// How good the decisions are that say which sites ship an order, and how long they take.
struct RoutingSubject: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "routing",
        abstract: "Deciding which sites ship an order, beside one-rule methods and HiGHS.",
        discussion: """
            The instances, and the known optima that the gaps are held against, are in the format \
            of the shared routing benchmark. HiGHS solves the benchmark's own formulation, on one \
            thread; its time is that of the solver alone.
            """
    )

    @Option(help: "The folder of instances, one JSON file each.")
    var instances: String

    @Option(help: "The file with the optimum of each instance.")
    var optimal: String

    @Option(help: "The file to write our decisions to.")
    var decisions: String?

    @Option(help: "The Python that has highspy.")
    var python = ".build/peers/bin/python"

    func run() throws {
        let known = try JSONDecoder().decode(
            [String: Optimum].self,
            from: Data(contentsOf: URL(filePath: optimal))
        )
        let instances = try RoutingInstance.all(in: instances)
        guard !instances.isEmpty else {
            throw LimitFailure(message: "there are no instances in \(self.instances)")
        }
        let cases = try instances.map { instance in
            guard let optimum = known[instance.id] else {
                throw LimitFailure(message: "\(optimal) has no optimum of \(instance.id)")
            }
            return RoutingCase(instance, optimum: optimum.cost)
        }
        if let decisions { try write(cases, to: decisions) }
        Report.title("routing: \(cases.count) orders, one decision each, on one thread")
        try compare(cases)
        let largest = cases.filter {
            $0.instance.warehouses.count >= 50 && $0.instance.order.lines.count >= 8
        }
        if !largest.isEmpty {
            print("  of these, with 50 sites and 8 lines: \(largest.count)")
            quality("  ours", RoutingQuality(largest, \.cost))
            times(largest)
        }
    }

    private func compare(_ cases: [RoutingCase]) throws {
        quality("ours", RoutingQuality(cases, \.cost))
        print("    proved: \(cases.filter(\.isProved).count) of \(cases.count)")
        if let wrong = cases.first(where: { $0.isProved && $0.cost != $0.optimum }) {
            throw LimitFailure(message: "\(wrong.instance.id) is proved, and is not the optimum")
        }
        for baseline in RoutingBaseline.allCases {
            quality(
                baseline.rawValue,
                RoutingQuality(cases) { $0.instance.cost(of: baseline.parcels(for: $0.instance)) }
            )
        }
        times(cases)
        try besideHiGHS(cases)
    }

    private func quality(_ name: String, _ quality: RoutingQuality) {
        print("  \(name): \(quality)")
    }

    private func times(_ cases: [RoutingCase]) {
        let times = cases.map(\.time)
        Report.time("median", times.quantile(0.5))
        Report.time("99 of 100 within", times.quantile(0.99))
    }

    private func besideHiGHS(_ cases: [RoutingCase]) throws {
        let script = PeerScript(name: "routing_peers.py", python: python)
        guard script.isRunnable else {
            print(
                "  install the peer: python3 -m venv .build/peers && "
                    + ".build/peers/bin/pip install highspy numpy"
            )
            return
        }
        let answer = try script.output([instances])
        let found = try JSONDecoder().decode([String: Double].self, from: answer)
        let times = cases.compactMap { found[$0.instance.id] }.map { Duration.milliseconds($0) }
        guard times.count == cases.count else { return }
        let own = cases.map(\.time)
        for (name, share) in [("median", 0.5), ("99 of 100 within", 0.99)] {
            Report.figure(
                name,
                own.quantile(share).milliseconds,
                "ms",
                lessIsBetter: true,
                against: [("HiGHS", times.quantile(share).milliseconds)]
            )
        }
    }

    private func write(_ cases: [RoutingCase], to path: String) throws {
        let decisions = cases.map { ($0.instance.id, ["parcels": $0.parcels]) }
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys]
        let data = try encoder.encode(Dictionary(uniqueKeysWithValues: decisions))
        try data.write(to: URL(filePath: path))
    }
}

/// The proved optimum of an instance.
private struct Optimum: Decodable {
    let cost: Int
}
