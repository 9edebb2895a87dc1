/// Walks over a line and knows in which entry of a flow collection it is. It reads brackets as a
/// person means them: `${ … }` and `f(…)` hold together.
struct FlowScan {
    private let bytes: [UInt8]
    private let end: Int
    private var position: Int
    /// The brackets that are open, as the bytes that close them, with what they belong to.
    private var open: [Bracket] = []
    private var quote: UInt8?
    /// Where the entry (the value behind its key, where it has one) starts.
    private(set) var entryStart: Int
    /// The key of the entry.
    private(set) var key: String?

    /// An open bracket, with the entry that it stands in.
    private struct Bracket {
        let close: UInt8
        let isExpression: Bool
        let entryStart: Int
        let key: String?
    }

    init(_ bytes: [UInt8], from start: Int, to end: Int) {
        self.bytes = bytes
        self.end = min(end, bytes.count)
        position = start
        entryStart = start
    }

    /// Whether the position is inside a flow collection of YAML's.
    var isInside: Bool { open.contains { !$0.isExpression } }

    /// The key whose value the innermost collection of YAML's is; `nil` when it stands before the
    /// scan, or there is none.
    var outerKey: String? { open.last { !$0.isExpression }?.key }

    /// Walks up to an offset.
    mutating func advance(to offset: Int) {
        while position < min(offset, end) {
            step()
            position += 1
        }
    }

    private mutating func step() {
        let byte = bytes[position]
        if let quote {
            if byte == quote { self.quote = nil }
            return
        }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            quote = byte
        case UInt8(ascii: "("):
            push(UInt8(ascii: ")"), isExpression: true)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            // A bracket belongs to YAML only where a value starts; behind a name or a `$` it is
            // meant for the expression.
            let isValueStart = bytes.skippingBlanks(from: entryStart, to: position) == position
            let isExpression = !isValueStart || open.last?.isExpression == true
            push(byte == UInt8(ascii: "{") ? 0x7D : 0x5D, isExpression: isExpression)
            if !isExpression { startEntry() }
        case UInt8(ascii: ")"), UInt8(ascii: "}"), UInt8(ascii: "]"):
            close(byte)
        case UInt8(ascii: ",") where open.last?.isExpression == false:
            startEntry()
        case UInt8(ascii: ":") where open.last?.isExpression == false && key == nil:
            if position + 1 < end, isBlank(bytes[position + 1]) {
                let name = bytes.skippingBlanks(from: entryStart, to: position)..<position
                key = String(decoding: bytes[name], as: UTF8.self)
                entryStart = position + 1
            }
        default:
            break
        }
    }

    private mutating func push(_ close: UInt8, isExpression: Bool) {
        open.append(
            Bracket(close: close, isExpression: isExpression, entryStart: entryStart, key: key)
        )
    }

    /// Closes a bracket: what follows belongs to the entry that it stood in.
    private mutating func close(_ byte: UInt8) {
        guard let bracket = open.last, bracket.close == byte else { return }
        open.removeLast()
        if !bracket.isExpression { (entryStart, key) = (bracket.entryStart, bracket.key) }
    }

    private mutating func startEntry() {
        entryStart = position + 1
        key = nil
    }

    /// The end of the entry that starts at an offset: the comma or bracket that it does not hold.
    func endOfEntry(from start: Int) -> Int {
        var depth: [UInt8] = []
        var quote: UInt8?
        for offset in start..<max(start, end) {
            let byte = bytes[offset]
            if let open = quote {
                if byte == open { quote = nil }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
            case UInt8(ascii: "("): depth.append(0x29)
            case UInt8(ascii: "["): depth.append(0x5D)
            case UInt8(ascii: "{"): depth.append(0x7D)
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                if depth.popLast() != byte { return offset }
            case UInt8(ascii: ",") where depth.isEmpty: return offset
            default: break
            }
        }
        return end
    }
}
