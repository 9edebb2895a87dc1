import CEL
import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// Turns YAML values with `${ … }` in them into templates held against the type of their slot.
struct TemplateCompiler {
    /// What a value is for, which decides the rule that speaks about a wrong one.
    enum Purpose {
        /// The input of the handler or the workflow of that name.
        case input(String)
        case value(String)
    }

    let expressions: ExpressionCompiler
    let place: ExpressionPlace
    let purpose: Purpose
    /// The way from the whole value to the part being compiled: `lines[0].sku`.
    var path = ""

    private var findings: Findings { expressions.findings }

    /// The template of a value. Without a slot the value decides its type. Where something is
    /// wrong, the template's type is unknown, which fits everywhere.
    func compile(_ node: YAMLNode, slot: ValueType?) -> Template {
        if node.isCut { return poisoned(node.span) }
        let slot = slot == .unknown || slot == .any ? nil : slot
        if case .optional(let wrapped) = slot {
            if node.isNull {
                return Template(
                    .constant(.optional(OptionalValue(nil))),
                    type: .optional(wrapped),
                    span: node.span
                )
            }
            if case .scalar = node.content {} else { return compile(node, slot: wrapped) }
        }
        switch node.content {
        case .scalar(let scalar): return compile(scalar, slot: slot)
        case .sequence(let items): return list(items, node, slot: slot)
        case .mapping(let entries): return record(entries, node, slot: slot)
        }
    }

    private func compile(_ scalar: YAMLScalar, slot: ValueType?) -> Template {
        if findings.isBent(scalar.span) { return poisoned(scalar.span) }
        let text = TemplateText(scalar.text)
        if let single = text.single {
            let value = expressions.compileValue(single, at: place, expecting: slot)
            let program = expressions.data(value, of: single)
            guard let program else { return poisoned(scalar.span) }
            return Template(
                .expression(program),
                type: slot ?? program.type,
                span: scalar.span
            )
        }
        if let plain = text.plain { return literal(scalar, plain, slot: slot) }
        return interpolation(text, scalar, slot: slot)
    }

    private func interpolation(
        _ text: TemplateText,
        _ scalar: YAMLScalar,
        slot: ValueType?
    ) -> Template {
        var parts: [Template.TextPart] = []
        var isWhole = true
        for part in text.parts {
            switch part {
            case .literal(let literal): parts.append(.literal(literal))
            case .unclosed(let span):
                findings.report(
                    text.hasTooMany ? .tooManyExpressions(span) : .unclosedExpression(span)
                )
                isWhole = false
            case .expression(let expression):
                if let program = textProgram(expression) {
                    parts.append(.expression(program))
                } else {
                    isWhole = false
                }
            }
        }
        guard isWhole else { return poisoned(scalar.span) }
        if let slot, !slot.takesText {
            report(scalar.span, "a text with `${ }` inside", expected: slot)
            return poisoned(scalar.span)
        }
        return Template(.text(parts), type: .string, span: scalar.span)
    }

    /// The program of an expression inside text, whose value must have a text form.
    private func textProgram(_ text: EmbeddedText) -> Program? {
        guard let program = expressions.compileValue(text, at: place) else { return nil }
        if program.type.hasTextForm { return program }
        findings.report(.noTextForm(text, program.type))
        return nil
    }

    private func list(_ items: [YAMLNode], _ node: YAMLNode, slot: ValueType?) -> Template {
        guard let slot else {
            let templates = items.indices.map {
                compiler(ofElement: $0).compile(items[$0], slot: nil)
            }
            let types = Set(templates.map(\.type))
            let element = types.count == 1 ? templates[0].type : .any
            return Template(.list(templates), type: .list(element), span: node.span)
        }
        guard case .list(let element) = slot else {
            return mismatch(node, "a list", expected: slot)
        }
        return Template(
            .list(items.indices.map { compiler(ofElement: $0).compile(items[$0], slot: element) }),
            type: slot,
            span: node.span
        )
    }

    private func record(_ entries: [YAMLEntry], _ node: YAMLNode, slot: ValueType?) -> Template {
        switch slot {
        case nil:
            let fields = entries.map { entry in
                field(entry.key, entry.value, slot: nil)
            }
            let type = RecordType(fields: fields.map { .init($0.name, $0.value.type) })
            return Template(.record(fields), type: .record(type), span: node.span)
        case .map(key: .string, let value):
            let fields = entries.map { entry in
                field(entry.key, entry.value, slot: value)
            }
            return Template(
                .record(fields),
                type: .map(key: .string, value: value),
                span: node.span
            )
        case .record(let type): return record(entries, node, of: type)
        case .some(let other): return mismatch(node, "a mapping", expected: other)
        }
    }

    private func mismatch(_ node: YAMLNode, _ shape: String, expected: ValueType) -> Template {
        report(node.head, shape, expected: expected)
        return poisoned(node.span)
    }

    /// A template that stands for one that could not be made; a finding says why.
    func poisoned(_ span: Span) -> Template {
        Template(.constant(.null), type: .unknown, span: span)
    }

    /// The compiler of a field of the value.
    func compiler(ofField key: YAMLScalar) -> TemplateCompiler {
        var inner = self
        inner.path += path.isEmpty ? key.string : ".\(key.string)"
        return inner
    }

    func field(_ key: YAMLScalar, _ value: YAMLNode, slot: ValueType?) -> Template.Field {
        Template.Field(
            name: key.string,
            value: compiler(ofField: key).compile(value, slot: slot)
        )
    }

    /// The compiler of an element of the value.
    func compiler(ofElement index: Int) -> TemplateCompiler {
        var inner = self
        inner.path += "[\(index)]"
        return inner
    }

    /// What the part being compiled is, as messages name it.
    var subject: String {
        if !path.isEmpty { return "`\(path)`" }
        switch purpose {
        case .input(let handler): return "the input of `\(handler)`"
        case .value(let what): return what
        }
    }

    /// Reports a value of the wrong type.
    func report(_ span: Span, _ what: String, expected: ValueType, help: [String] = []) {
        let code: DiagnosticCode =
            if case .input = purpose { .handlerContract } else { .badLiteral }
        findings.report(
            Diagnostic(
                code,
                "\(subject) must be `\(expected)`, but is \(what)",
                at: span,
                label: "expected `\(expected)`",
                help: help
            )
        )
    }
}

extension ValueType {
    /// Whether text with expressions in it can be a value of the type.
    fileprivate var takesText: Bool {
        switch self {
        case .string: true
        case .optional(let wrapped): wrapped.takesText
        default: false
        }
    }

    /// Whether values of the type can stand inside text.
    fileprivate var hasTextForm: Bool {
        switch self {
        case .bool, .int, .uint, .double, .decimal, .string, .timestamp, .duration, .enumeration,
            .any, .unknown:
            true
        default: false
        }
    }
}

extension YAMLNode {
    /// Whether nothing, `null` or `~` stands there.
    var isNull: Bool {
        if case .scalar(let scalar) = content { scalar.resolved == .null } else { false }
    }
}

extension Diagnostic {
    static func unclosedExpression(_ span: Span) -> Diagnostic {
        Diagnostic(
            .celSyntax,
            "this `${` has no `}`",
            at: span,
            label: "never closed",
            help: ["write `$${` for a `${` that is meant as text"]
        )
    }

    fileprivate static func tooManyExpressions(_ span: Span) -> Diagnostic {
        Diagnostic(
            .resourceLimit,
            "too many expressions in one text",
            at: span,
            label: "not read from here on",
            help: ["compute a list and join it: `${ input.lines.map(l, l.sku).join(', ') }`"]
        )
    }

    fileprivate static func noTextForm(_ text: EmbeddedText, _ type: ValueType) -> Diagnostic {
        var help = ["put `${ }` around it alone to give the value itself"]
        if case .optional = type {
            help = ["say what stands there when it is absent: `.orValue('…')`"]
        }
        return Diagnostic(
            .celType,
            "a value of type `\(type)` cannot stand inside text",
            at: text.whole,
            label: "has no text form",
            help: help
        )
    }
}
