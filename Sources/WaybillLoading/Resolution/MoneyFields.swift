import CEL
import WaybillDiagnostics

extension Diagnostic {
    /// WB0308; `nil` unless a field that looks like an amount of money is a double.
    static func doubleForMoney(_ field: TypeExpression.Field, _ type: ValueType) -> Diagnostic? {
        guard type.holdsDouble, field.name.value.mentionsMoney else { return nil }
        return Diagnostic(
            .doubleForMoney,
            "`\(field.name.value)` is a double, which cannot hold money exactly",
            at: field.name.span,
            label: "0.1 + 0.2 is 0.30000000000000004 here",
            help: [
                field.type.isImported
                    ? "write `\"format\": \"decimal\"` beside its `\"type\"`"
                    : "write `\(field.name.value): \(type.inDecimals)`"
            ],
            edits: field.type.namedDouble.map {
                [Edit(replacing: $0, with: "decimal", confidence: .maybe)]
            } ?? []
        )
    }
}

extension String {
    /// Words for money.
    private static let money: Set<String> = ["total", "price", "amount", "cost", "fee", "tax"]

    /// Whether a word of the name is one for money: `unit_price`, `taxAmount`.
    fileprivate var mentionsMoney: Bool {
        var words = [""]
        for character in self {
            if character == "_" || character.isUppercase { words.append("") }
            if character != "_" { words[words.count - 1] += character.lowercased() }
        }
        return words.contains(where: Self.money.contains)
    }
}

extension ValueType {
    /// Whether values of the type are doubles, or lists or maps of them.
    fileprivate var holdsDouble: Bool { inDecimals != self }

    /// The same type with decimals for doubles.
    fileprivate var inDecimals: ValueType {
        switch self {
        case .double: .decimal
        case .optional(let wrapped): .optional(wrapped.inDecimals)
        case .list(let element): .list(element.inDecimals)
        case .map(let key, let value): .map(key: key, value: value.inDecimals)
        default: self
        }
    }
}

extension TypeExpression {
    /// Where `double` is written in the type; `nil` where it stands behind another name.
    fileprivate var namedDouble: Span? {
        switch self {
        case .named(let name): name.value == "double" ? name.span : nil
        case .list(let inner), .map(let inner), .optional(let inner): inner.namedDouble
        case .enumeration, .record, .imported, .schema, .poisoned: nil
        }
    }

    /// Whether the type, or that of its elements, is JSON Schema's.
    fileprivate var isImported: Bool {
        switch self {
        case .imported: true
        case .list(let inner), .map(let inner), .optional(let inner): inner.isImported
        case .named, .enumeration, .record, .schema, .poisoned: false
        }
    }
}
