import Foundation

/// Writes SVG elements, a line each.
struct SVGWriter {
    private(set) var text = ""

    /// An element without content.
    mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String>) {
        text += "<\(name)\(Self.text(of: attributes))/>\n"
    }

    /// An element with a text in it.
    mutating func element(
        _ name: String,
        _ attributes: KeyValuePairs<String, String>,
        _ content: String
    ) {
        text += "<\(name)\(Self.text(of: attributes))>\(Self.escaped(content))</\(name)>\n"
    }

    mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String>) {
        text += "<\(name)\(Self.text(of: attributes))>\n"
    }

    private static func text(of attributes: KeyValuePairs<String, String>) -> String {
        attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
    }

    /// XML 1.0 has no place for control characters and what is no character, however they are written
    /// (§2.2).
    private static func escaped(_ text: String) -> String {
        let allowed = text.unicodeScalars.map { scalar in
            scalar.value < 0x20 || (0xFFFE...0xFFFF).contains(scalar.value) ? "\u{FFFD}" : scalar
        }
        return String(String.UnicodeScalarView(allowed)).replacing("&", with: "&amp;").replacing(
            "<",
            with: "&lt;"
        )
        .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }
}

extension Double {
    /// To a tenth, for coordinates.
    var coordinate: String {
        let tenths = (self * 10).rounded() / 10
        return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
    }
}
