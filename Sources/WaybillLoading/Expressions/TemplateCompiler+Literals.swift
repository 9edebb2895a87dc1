import CEL
import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// Scalars without an expression: the slot's type decides how their text is read.
extension TemplateCompiler {
    func literal(_ scalar: YAMLScalar, _ text: String, slot: ValueType?) -> Template {
        let json = scalar.json(text)
        guard let slot else {
            return constant(json, as: json.inferredType, scalar)
        }
        let wrapped = slot.unwrapped
        if wrapped == .string, case .string = json {
        } else if wrapped == .string {
            report(
                scalar.span,
                scalar.shape,
                expected: slot,
                help: ["quote it to make it a text: `\"\(scalar.string)\"`"]
            )
            return poisoned(scalar.span)
        }
        let template = constant(json, as: wrapped, scalar)
        return Template(template.content, type: slot, span: scalar.span)
    }

    private func constant(_ json: JSON, as type: ValueType, _ scalar: YAMLScalar) -> Template {
        do {
            return Template(
                .constant(try Value(json, as: type)),
                type: type,
                span: scalar.span
            )
        } catch {
            var help = error.help.map { [$0] } ?? []
            if help.isEmpty, scalar.looksLikeExpression {
                help = ["an expression stands in `${ }`: `${ \(scalar.string) }`"]
            }
            report(scalar.span, scalar.shape, expected: type, help: help)
            return poisoned(scalar.span)
        }
    }
}

extension YAMLScalar {
    /// The scalar as JSON, `text` being its text with `$${` replaced.
    func json(_ text: String) -> JSON {
        switch resolved {
        case .null: .null
        case .bool(let value): .bool(value)
        case .integer(let digits): NumberText.integer(digits).map(JSON.number) ?? .string(digits)
        case .float(let digits): NumberText.float(digits).map(JSON.number) ?? .string(digits)
        case .string: .string(text)
        }
    }

    fileprivate var shape: String {
        switch resolved {
        case .null: "nothing"
        case .bool(let value): "the boolean `\(value)`"
        case .integer, .float: "the number `\(string)`"
        case .string: "the text `\(string.count > 40 ? "\(string.prefix(40))…" : string)`"
        }
    }

    /// Whether a plain scalar reads like CEL that lacks its `${ }`.
    fileprivate var looksLikeExpression: Bool {
        style == .plain
            && ExpressionVariable.allCases.contains { string.hasPrefix("\($0.rawValue).") }
    }
}

extension JSON {
    /// The type of a literal without a slot: a whole number is an `int`, any other a `double`, or
    /// a `decimal` where these would lose digits.
    fileprivate var inferredType: ValueType {
        switch self {
        case .null: .null
        case .bool: .bool
        case .number:
            switch try? Value(self, as: .any) {
            case .int: .int
            case .double: .double
            case .decimal: .decimal
            default: .any
            }
        case .string: .string
        case .array, .object: .any
        }
    }
}

extension ValueType {
    /// The type of the value, when there is one.
    fileprivate var unwrapped: ValueType {
        if case .optional(let wrapped) = self { wrapped } else { self }
    }
}

/// Numbers of YAML's core schema in the form of JSON.
enum NumberText {
    /// A whole number in decimal, hexadecimal (`0x`) or octal (`0o`); `nil` when it is none.
    static func integer(_ text: String) -> String? {
        if text.hasPrefix("0x") { return UInt64(text.dropFirst(2), radix: 16).map(String.init) }
        if text.hasPrefix("0o") { return UInt64(text.dropFirst(2), radix: 8).map(String.init) }
        return float(text)
    }

    /// A number with `+`, leading zeros and a bare point mended; `nil` for infinity and NaN,
    /// which are texts in JSON.
    static func float(_ text: String) -> String? {
        let isNegative = text.hasPrefix("-")
        let unsigned = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
        guard let first = unsigned.utf8.first,
            Identifier.isDigit(first)
                || (first == UInt8(ascii: ".")
                    && unsigned.dropFirst().utf8.first.map(Identifier.isDigit) == true)
        else { return nil }
        let whole = unsigned.prefix { $0.isASCII && $0.isNumber }
        var rest = unsigned.dropFirst(whole.count)
        if rest.hasPrefix("."), rest.dropFirst().utf8.first.map(Identifier.isDigit) != true {
            rest = rest.dropFirst()
        }
        let significant = whole.drop { $0 == "0" }
        return (isNegative ? "-" : "") + (significant.isEmpty ? "0" : significant) + rest
    }
}
