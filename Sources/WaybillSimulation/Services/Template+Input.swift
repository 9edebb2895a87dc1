import CEL
import WaybillModel

extension Template {
    /// The value of a template of a scenario, whose expressions see `input` and nothing else. What is
    /// written as `null` stays; an expression without a value leaves its field out.
    func json(input: Value?) throws(EvaluationError) -> JSON {
        switch content {
        case .constant(let value): return value.json
        case .expression(let program): return try program.evaluate(.input(input)).json
        case .text(let parts):
            var text = ""
            for part in parts { text += try part.text(input: input) }
            return .string(text)
        case .list(let items):
            var values: [JSON] = []
            for item in items { values.append(try item.json(input: input)) }
            return .array(values)
        case .record(let fields):
            var members: [JSON.Member] = []
            for field in fields where try !field.value.isAbsent(input: input) {
                members.append(JSON.Member(field.name, try field.value.json(input: input)))
            }
            return .object(members)
        }
    }

    private func isAbsent(input: Value?) throws(EvaluationError) -> Bool {
        guard case .expression(let program) = content,
            case .optional(let optional) =
                try program.evaluate(.input(input))
        else { return false }
        return optional.wrapped == nil
    }
}

extension Template.TextPart {
    fileprivate func text(input: Value?) throws(EvaluationError) -> String {
        switch self {
        case .literal(let text): return text
        case .expression(let program):
            let json = try program.evaluate(.input(input)).json
            if case .string(let text) = json { return text }
            return json.description
        }
    }
}

extension [Value?] {
    /// The values of an expression that sees `input` and nothing else.
    static func input(_ input: Value?) -> [Value?] {
        var values = [Value?](repeating: nil, count: ExpressionVariable.allCases.count)
        values[ExpressionVariable.input.slot] = input
        return values
    }
}
