/// How a piece of text is coloured on a terminal.
enum Ink {
    case plain
    case strong
    case quiet
    case good
    case bad
    case attention
    case active

    /// The text between Select Graphic Rendition sequences (ECMA-48 §8.3.117), or left alone.
    func paint(_ text: String, colour: Bool) -> String {
        guard colour, !text.isEmpty, let code else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }

    private var code: String? {
        switch self {
        case .plain: nil
        case .strong: "1"
        case .quiet: "2"
        case .good: "32"
        case .bad: "31"
        case .attention: "33"
        case .active: "36"
        }
    }
}
