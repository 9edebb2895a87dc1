/// Texts of workflows as Graphviz may take them: whatever an author wrote is shown, and never read
/// as a command.
enum DOTText {
    /// A quoted string, shown as it is, although Graphviz reads escapes and entities in it.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in visible(text).unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "&": quoted += "&amp;"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// Text inside a label of HTML.
    static func html(_ text: String) -> String {
        var escaped = ""
        for scalar in visible(text).unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// The text on one line: white space becomes single spaces, and characters that cannot be shown
    /// the replacement character.
    private static func visible(_ text: String) -> String {
        var visible = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D: visible += " "
            case 0..<0x20, 0x7F..<0xA0, 0xFFFE...0xFFFF: visible += "\u{FFFD}"
            default: visible.unicodeScalars.append(scalar)
            }
        }
        return visible
    }
}
