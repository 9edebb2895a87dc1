/// A word of an expression, with the UTF-8 offsets it stands at.
struct Token {
    /// What kind of word it is.
    enum Kind: Equatable {
        case identifier(String)
        /// A name in backticks, which may hold what identifiers may not.
        case quotedIdentifier(String)
        /// An integer without its sign; `nil` when it is more than 64 bits hold.
        case int(UInt64?)
        case uint(UInt64?)
        case double(Double?)
        case string(String)
        case bytes([UInt8])
        case symbol(Symbol)
        /// What cannot be a word; says why.
        case invalid(String)
        case end
    }

    let kind: Kind
    let range: Range<Int>
}

/// Operators and punctuation.
enum Symbol: String, CaseIterable {
    case question = "?"
    case colon = ":"
    case or = "||"
    case and = "&&"
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"
    case remainder = "%"
    case not = "!"
    case dot = "."
    case comma = ","
    case leftParenthesis = "("
    case rightParenthesis = ")"
    case leftBracket = "["
    case rightBracket = "]"
    case leftBrace = "{"
    case rightBrace = "}"
}

/// The words that no variable may have as its name, and that may follow a dot all the same.
let reservedWords: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop",
    "namespace", "package", "return", "var", "void", "while",
]

/// The words that stand for themselves and may not even follow a dot.
let constantWords: Set<String> = ["true", "false", "null", "in"]
