extension Timestamp {
    /// Reads an RFC 3339 date and time, such as `2026-06-01T09:30:00.5+02:00`; `nil` when it is
    /// none or is outside the years 0001 to 9999.
    public init?(rfc3339 text: String) {
        var reader = DigitReader(text)
        guard let year = reader.number(digits: 4), reader.skip("-"),
            let month = reader.number(digits: 2), reader.skip("-"),
            let day = reader.number(digits: 2), reader.skip("T") || reader.skip("t"),
            let hour = reader.number(digits: 2), reader.skip(":"),
            let minute = reader.number(digits: 2), reader.skip(":"),
            let second = reader.number(digits: 2),
            let date = CivilDate(year: year, month: month, day: day),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var nanoseconds = 0
        if reader.skip(".") {
            guard let fraction = reader.nanoseconds() else { return nil }
            nanoseconds = fraction
        }
        guard let offset = reader.zoneOffset(), reader.isAtEnd else { return nil }
        let seconds = date.daysSinceEpoch * 86_400 + hour * 3_600 + minute * 60 + second - offset
        self.init(seconds: Int64(seconds), nanoseconds: Int32(nanoseconds))
    }

    /// The time in UTC as RFC 3339, with 0 to 9 digits of fraction as needed.
    public var rfc3339: String {
        var text = dateAndTime
        if nanoseconds != 0 {
            text.append(UInt8(ascii: "."))
            text.append(Int(nanoseconds), width: 9)
            while text.last == UInt8(ascii: "0") { text.removeLast() }
        }
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    /// The time in UTC as RFC 3339 with nine digits of fraction always, so that texts sort as times
    /// do.
    package var sortableText: String {
        var text = dateAndTime
        text.append(UInt8(ascii: "."))
        text.append(Int(nanoseconds), width: 9)
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    /// Up to its seconds, such as `2026-06-01T09:30:00`.
    private var dateAndTime: [UInt8] {
        let (days, seconds) = Int(self.seconds).quotientAndRemainder(flooredBy: 86_400)
        let date = CivilDate(daysSinceEpoch: days)
        var text: [UInt8] = []
        text.reserveCapacity(32)
        text.append(date.year, width: 4)
        text.append(UInt8(ascii: "-"))
        text.append(date.month, width: 2)
        text.append(UInt8(ascii: "-"))
        text.append(date.day, width: 2)
        text.append(UInt8(ascii: "T"))
        text.append(seconds / 3_600, width: 2)
        text.append(UInt8(ascii: ":"))
        text.append(seconds / 60 % 60, width: 2)
        text.append(UInt8(ascii: ":"))
        text.append(seconds % 60, width: 2)
        return text
    }
}

extension [UInt8] {
    /// Adds the last digits of a number that is not negative, with leading zeros.
    fileprivate mutating func append(_ number: Int, width: Int) {
        let start = count
        var rest = number
        for _ in 0..<width {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        }
        self[start...].reverse()
    }
}

/// A number with leading zeros.
func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// `.5` for half a second: a decimal point and the digits needed, or nothing at all.
func fractionText(nanoseconds: Int) -> String {
    guard nanoseconds != 0 else { return "" }
    var digits = padded(nanoseconds, 9)
    while digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
    return "." + digits
}

extension Int {
    /// Quotient and remainder with the remainder never negative.
    func quotientAndRemainder(flooredBy divisor: Int) -> (Int, Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

/// Reads fixed-width numbers off a text.
struct DigitReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) { bytes = Array(text.utf8.prefix(64)) }

    var isAtEnd: Bool { position == bytes.count }

    /// Reads exactly that many digits.
    mutating func number(digits: Int) -> Int? {
        guard position + digits <= bytes.count else { return nil }
        var number = 0
        for byte in bytes[position..<position + digits] {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
        }
        position += digits
        return number
    }

    /// Steps over a character when it stands next.
    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else {
            return false
        }
        position += 1
        return true
    }

    /// Reads 1 to 9 digits of a fraction of a second as nanoseconds.
    mutating func nanoseconds() -> Int? {
        var value = 0
        var digits = 0
        while digits < 9, let digit = number(digits: 1) {
            value = value * 10 + digit
            digits += 1
        }
        guard digits > 0 else { return nil }
        for _ in digits..<9 { value *= 10 }
        return value
    }

    /// Reads `Z` or `±hh:mm` as seconds east of UTC.
    mutating func zoneOffset() -> Int? {
        if skip("Z") || skip("z") { return 0 }
        let sign: Int
        if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
        guard let hours = number(digits: 2), skip(":"), let minutes = number(digits: 2),
            hours < 24, minutes < 60
        else { return nil }
        return sign * (hours * 3_600 + minutes * 60)
    }
}
