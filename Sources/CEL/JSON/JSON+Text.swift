public import WaybillDiagnostics

extension JSON {
    /// Reads a document, strictly: a doubled member, nesting past that many levels and anything
    /// after the value are errors.
    public init(parsing text: String, maximumDepth: Int = 100) throws(JSONSyntaxError) {
        var scanner = JSONScanner(Array(text.utf8), maximumDepth: maximumDepth)
        self = try scanner.document()
    }

    /// Reads a file, as ``init(parsing:maximumDepth:)`` does.
    public init(parsing source: SourceText) throws(JSONSyntaxError) {
        var scanner = JSONScanner(source.bytes)
        self = try scanner.document()
    }

    /// The document on several lines, indented by two spaces.
    public var prettyPrinted: String {
        var output = ""
        write(to: &output, indentation: 0)
        return output
    }

    private func write(to output: inout String, indentation: Int?) {
        switch self {
        case .null: output += "null"
        case .bool(let bool): output += bool ? "true" : "false"
        case .number(let text): output += text
        case .string(let text): writeString(text, to: &output)
        case .array(let elements):
            writeItems(elements, "[", "]", to: &output, indentation) { element, output, inner in
                element.write(to: &output, indentation: inner)
            }
        case .object(let members):
            writeItems(members, "{", "}", to: &output, indentation) { member, output, inner in
                writeString(member.name, to: &output)
                output += inner == nil ? ":" : ": "
                member.value.write(to: &output, indentation: inner)
            }
        }
    }

    private func writeItems<Item>(
        _ items: [Item],
        _ opening: String,
        _ closing: String,
        to output: inout String,
        _ indentation: Int?,
        _ writeItem: (Item, inout String, Int?) -> Void
    ) {
        output += opening
        let inner = indentation.map { $0 + 2 }
        for (position, item) in items.enumerated() {
            if position > 0 { output += "," }
            if let inner { output += "\n" + String(repeating: " ", count: inner) }
            writeItem(item, &output, inner)
        }
        if let indentation, !items.isEmpty {
            output += "\n" + String(repeating: " ", count: indentation)
        }
        output += closing
    }

    private func writeString(_ text: String, to output: inout String) {
        output += "\""
        defer { output += "\"" }
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) {
            output += text
            return
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: output.unicodeScalars.append(scalar)
            }
        }
    }
}

extension JSON: CustomStringConvertible {
    /// The document on one line, without white space.
    public var description: String {
        var output = ""
        write(to: &output, indentation: nil)
        return output
    }
}
