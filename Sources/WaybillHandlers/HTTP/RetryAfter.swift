import CEL
import Foundation

/// When a service wants to be asked again: the header `Retry-After` (RFC 9110, section 10.2.3).
enum RetryAfter: Hashable {
    case delay(Duration)
    case date(Timestamp)

    /// A longer delay counts as this.
    private static let longest = Duration.seconds(30 * 24 * 60 * 60)

    /// Reads seconds, or a date such as `Wed, 21 Oct 2015 07:28:00 GMT`.
    init?(headerValue: String) {
        let text = headerValue.trimmingCharacters(in: .whitespaces)
        if !text.isEmpty, text.allSatisfy({ $0.isASCII && $0.isNumber }) {
            self = .delay(Int64(text).map { min(.seconds($0), Self.longest) } ?? Self.longest)
        } else if let date = Self.date(text) {
            self = .date(date)
        } else {
            return nil
        }
    }

    /// How long from a moment on; never negative.
    func delay(from now: Date = Date()) -> Duration {
        switch self {
        case .delay(let delay): return delay
        case .date(let date):
            let seconds = Double(date.seconds) - now.timeIntervalSince1970
            return min(.seconds(max(0, seconds)), Self.longest)
        }
    }

    /// An IMF-fixdate, the only form that services may send (RFC 9110, section 5.6.7).
    private static func date(_ text: String) -> Timestamp? {
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 6, parts[5] == "GMT", let month = months[parts[2]],
            parts[1].utf8.count == 2
        else { return nil }
        let moment = JSON.string("\(parts[3])-\(month)-\(parts[1])T\(parts[4])Z")
        guard case .timestamp(let date) = try? Value(moment, as: .timestamp) else { return nil }
        return date
    }

    private static let months = [
        "Jan": "01", "Feb": "02", "Mar": "03", "Apr": "04", "May": "05", "Jun": "06",
        "Jul": "07", "Aug": "08", "Sep": "09", "Oct": "10", "Nov": "11", "Dec": "12",
    ]
}
