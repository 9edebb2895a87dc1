import Foundation

/// Prints figures, each with those it is held against below it.
enum Report {
    /// Prints what the figures are of.
    static func title(_ text: String) {
        #if DEBUG
            print("\(text) (a debug build: these figures mean nothing)")
        #else
            print(text)
        #endif
    }

    /// Prints a rate, and what share it is of each rate that limits it.
    static func rate(
        _ name: String,
        _ value: Double,
        _ unit: String,
        beside limits: [(name: String, value: Double)] = []
    ) {
        line("  " + name, value, unit)
        for limit in limits {
            line("    " + limit.name, limit.value, unit, "\(percent(value / limit.value)) reached")
        }
    }

    /// Prints a time, and how many times it is each time that it cannot be shorter than.
    static func time(
        _ name: String,
        _ value: Duration,
        beside limits: [(name: String, value: Duration)] = []
    ) {
        line("  " + name, value.milliseconds, "ms")
        for limit in limits {
            let ratio = number(value / limit.value)
            line("    " + limit.name, limit.value.milliseconds, "ms", "× \(ratio)")
        }
    }

    /// Prints a figure of which more (or less, of a time) is better, and how many times better it is
    /// than each peer's.
    static func figure(
        _ name: String,
        _ value: Double,
        _ unit: String,
        lessIsBetter: Bool = false,
        against peers: [(name: String, value: Double)]
    ) {
        line("    " + name, value, unit)
        for peer in peers {
            let ratio = lessIsBetter ? peer.value / value : value / peer.value
            line("      " + peer.name, peer.value, unit, "× \(number(ratio))")
        }
    }

    private static func line(_ name: String, _ value: Double, _ unit: String, _ note: String = "") {
        let label = name.padding(toLength: 46, withPad: " ", startingAt: 0)
        let digits = number(value)
        let space = String(repeating: " ", count: max(1, 12 - digits.count))
        print(label + space + digits + " " + unit + (note.isEmpty ? "" : "   " + note))
    }

    private static func number(_ value: Double) -> String {
        let digits = value >= 1000 ? 0 : value >= 10 ? 1 : 3
        return value.formatted(.number.precision(.fractionLength(digits)))
    }

    private static func percent(_ share: Double) -> String { "\(number(share * 100)) %" }
}

extension Duration {
    var seconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }

    var milliseconds: Double { seconds * 1000 }
}

extension [Duration] {
    /// The value that this share of all values does not exceed; zero of none.
    func quantile(_ share: Double) -> Duration {
        let sorted = sorted()
        let index = Int(Double(sorted.count) * share)
        return sorted.isEmpty ? .zero : sorted[Swift.min(index, sorted.count - 1)]
    }
}
