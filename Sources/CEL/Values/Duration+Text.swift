/// The longest duration that CEL knows, in seconds: ten thousand years.
let longestDurationSeconds: Int64 = 315_576_000_000

extension Duration {
    /// Reads a duration as it stands in workflows and in data: `200ms`, `1h30m`, `14d`, `-3.5s`,
    /// or ISO 8601 without months and years (`P14D`, `PT1H30M`). `nil` when it is none.
    public init?(text: String) {
        let bytes = Array(text.utf8)
        let unsigned = bytes.first == UInt8(ascii: "-") ? bytes.dropFirst() : bytes[...]
        let isISO = unsigned.first == UInt8(ascii: "P")
        let parsed =
            isISO
            ? Duration.iso8601(unsigned.dropFirst())
            : Duration.units(unsigned, known: goUnits + [("d", 86_400_000_000_000)])
        guard let parsed else { return nil }
        self = unsigned.count < bytes.count ? .zero - parsed : parsed
    }

    /// Reads what CEL's `duration()` takes, which is Go's syntax: `1h30m`, `1.5s`, `10ns`.
    init?(celText text: String) {
        let bytes = Array(text.utf8)
        let isSigned = bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+")
        let unsigned = isSigned ? bytes.dropFirst() : bytes[...]
        if unsigned.elementsEqual([UInt8(ascii: "0")]) {
            self = .zero
            return
        }
        guard let parsed = Duration.units(unsigned, known: goUnits) else { return nil }
        self = bytes.first == UInt8(ascii: "-") ? .zero - parsed : parsed
    }

    /// The duration in seconds, as CEL prints it: `5400s`, `0.25s`.
    public var celText: String {
        let (seconds, attoseconds) = components
        let nanoseconds = abs(Int(attoseconds / 1_000_000_000))
        let sign = seconds == 0 && attoseconds < 0 ? "-" : ""
        return "\(sign)\(seconds)\(fractionText(nanoseconds: nanoseconds))s"
    }

    /// Whether CEL can hold it: no longer than ten thousand years.
    var isInRange: Bool {
        let seconds = components.seconds
        return seconds >= -longestDurationSeconds && seconds <= longestDurationSeconds
    }

    /// Reads `P[nW][nD][T[nH][nM][nS]]` after its `P`.
    private static func iso8601(_ text: ArraySlice<UInt8>) -> Duration? {
        let parts = text.split(
            separator: UInt8(ascii: "T"),
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        let day: Int64 = 86_400_000_000_000
        let isEmpty = text.isEmpty || (parts.count == 2 && parts[1].isEmpty)
        guard !isEmpty,
            let days = parts[0].isEmpty
                ? .zero : units(parts[0], known: [("W", 7 * day), ("D", day)]),
            let time = parts.count < 2
                ? .zero
                : units(
                    parts[1],
                    known: [("H", day / 24), ("M", 60_000_000_000), ("S", 1_000_000_000)]
                )
        else { return nil }
        let sum = days + time
        return sum.isInRange ? sum : nil
    }

    /// Reads numbers with a unit each, the units given in nanoseconds; `nil` when there is none,
    /// when something else stands there, or past CEL's range.
    private static func units(
        _ text: ArraySlice<UInt8>,
        known: [(name: String, nanoseconds: Int64)]
    ) -> Duration? {
        var rest = text
        var sum = Duration.zero
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let number = rest.prefix { isDigit($0) || $0 == UInt8(ascii: ".") }
            rest = rest.dropFirst(number.count)
            let unit = rest.prefix { !isDigit($0) && $0 != UInt8(ascii: ".") }
            rest = rest.dropFirst(unit.count)
            guard let known = known.first(where: { $0.name.utf8.elementsEqual(unit) }),
                let part = duration(number, of: known.nanoseconds)
            else { return nil }
            sum += part
            guard sum.isInRange else { return nil }
        }
        return sum
    }

    /// A decimal number of units.
    private static func duration(_ number: ArraySlice<UInt8>, of unit: Int64) -> Duration? {
        let parts = number.split(
            separator: UInt8(ascii: "."),
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        guard number.contains(where: isDigit), parts[0].count <= 18,
            let whole = parts[0].isEmpty ? 0 : Int64(String(decoding: parts[0], as: UTF8.self))
        else { return nil }
        let (seconds, rest) = unit.quotientAndRemainder(dividingBy: 1_000_000_000)
        var nanoseconds: Int64 = 0
        if seconds == 0 {
            let (product, overflow) = whole.multipliedReportingOverflow(by: rest)
            guard !overflow else { return .nanoseconds(rest) * Double(whole) }
            nanoseconds = product
        }
        guard let fraction = parts.count < 2 ? 0 : fractionOfUnit(parts[1], unit) else {
            return nil
        }
        let (wholeSeconds, overflow) = whole.multipliedReportingOverflow(by: seconds)
        guard !overflow, abs(wholeSeconds) <= longestDurationSeconds else { return nil }
        return .seconds(wholeSeconds) + .nanoseconds(nanoseconds) + .nanoseconds(fraction)
    }

    /// The digits after a decimal point, as nanoseconds of a unit.
    private static func fractionOfUnit(_ digits: ArraySlice<UInt8>, _ unit: Int64) -> Int64? {
        var value: Int64 = 0
        var place = unit
        for digit in digits {
            guard isDigit(digit) else { return nil }
            let exact = Int64(digit - UInt8(ascii: "0")) * (place / 10)
            value += exact + Int64(digit - UInt8(ascii: "0")) * (place % 10) / 10
            place /= 10
        }
        return value
    }
}

/// The units of Go's `time.ParseDuration`, in nanoseconds.
private let goUnits: [(name: String, nanoseconds: Int64)] = [
    ("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000),
    ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
]
