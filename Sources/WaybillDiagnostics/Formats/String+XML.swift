extension String {
    /// The text as it may stand between tags (XML 1.0 §2.4); the characters that no escape can bring
    /// in (§2.2) become U+FFFD.
    package var xmlContent: String {
        var escaped = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\t", "\n", "\r": escaped.unicodeScalars.append(scalar)
            case "\u{0}"..<" ", "\u{FFFE}"..."\u{FFFF}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// The text as the value of an attribute, where a parser would turn white space into blanks
    /// (§3.3.3).
    package var xmlAttribute: String {
        xmlContent.replacing("\"", with: "&quot;").replacing("\n", with: "&#10;")
            .replacing("\t", with: "&#9;").replacing("\r", with: "&#13;")
    }
}
