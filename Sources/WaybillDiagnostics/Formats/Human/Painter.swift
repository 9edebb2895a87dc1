/// Puts ANSI colours around text, or leaves it alone.
struct Painter {
    /// What a piece of text is, for its colour.
    enum Style: Hashable {
        case plain
        case strong
        case gutter
        case secondary
        case severity(Diagnostic.Severity)
    }

    let isOn: Bool

    func paint(_ text: String, _ style: Style) -> String {
        guard isOn, style != .plain, !text.isEmpty else { return text }
        return "\u{1B}[\(Self.code(of: style))m\(text)\u{1B}[0m"
    }

    /// The parameters of the Select Graphic Rendition sequence (ECMA-48 §8.3.117).
    private static func code(of style: Style) -> String {
        switch style {
        case .plain: "0"
        case .strong: "1"
        case .gutter, .secondary: "1;34"
        case .severity(.error): "1;31"
        case .severity(.warning): "1;33"
        case .severity(.info): "1;36"
        }
    }
}
