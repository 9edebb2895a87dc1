/// The trace that a call belongs to (W3C Trace Context, level 1): the run is the trace and the call
/// is the span, so that the parts of an order are found together, whoever made which attempt.
struct TraceContext: CustomStringConvertible {
    private let trace: (UInt64, UInt64)
    private let span: UInt64

    init(run: String, key: String) {
        trace = (Self.hash("trace/\(run)"), Self.hash("run/\(run)"))
        span = Self.hash("span/\(key)")
    }

    /// The value of `traceparent`: `00-<trace>-<span>-01`.
    var description: String {
        "00-\(Self.hexadecimal(trace.0))\(Self.hexadecimal(trace.1))-\(Self.hexadecimal(span))-01"
    }

    /// FNV-1a, 64 bits; never 0, which the specification keeps for "none".
    private static func hash(_ text: String) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return max(hash, 1)
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
