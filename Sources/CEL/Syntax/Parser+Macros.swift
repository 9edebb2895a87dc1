/// A call that may be a macro.
struct MacroUse {
    let name: Expression.Name
    let target: Expression?
    let arguments: [Expression]
    let range: Range<Int>
    let parentheses: Range<Int>
}

/// Macros: `has`, the comprehensions, `cel.bind`, `optMap` and `optFlatMap`.
///
/// A macro is known by its name and its number of arguments; a call of that name with another
/// number is a call.
extension Parser {
    /// What a call becomes when it is a macro; `nil` when it is none.
    mutating func expand(_ use: MacroUse) -> Expression? {
        guard let target = use.target else {
            return use.name.text == "has" && use.arguments.count == 1 ? presence(use) : nil
        }
        switch (use.name.text, use.arguments.count) {
        case ("bind", 3) where target.qualifiedName == "cel": return binding(use)
        case ("optMap", 2), ("optFlatMap", 2):
            return variables(1, of: use) { parser, names in
                let isFlat = use.name.text == "optFlatMap"
                return parser.node(
                    .optionalMap(target, names[0], body: use.arguments[1], isFlat: isFlat),
                    use.range,
                    anchor: use.parentheses
                )
            }
        case (let name, let count):
            guard let macro = comprehensionMacros["\(name)/\(count)"] else { return nil }
            return comprehension(macro, target, use)
        }
    }

    private mutating func presence(_ use: MacroUse) -> Expression {
        switch use.arguments[0].kind {
        case .select(let operand, let field, false):
            return node(.presence(operand, field), use.range, anchor: use.arguments[0].anchor)
        case .invalid: return invalid(use.range)
        default:
            report(
                "has() takes a selection of a field",
                at: use.arguments[0].range,
                help: "write has(a.b), or has(a.?b.c) when `b` itself may be absent"
            )
            return invalid(use.range)
        }
    }

    private mutating func binding(_ use: MacroUse) -> Expression {
        variables(1, of: use) { parser, names in
            parser.node(
                .binding(names[0], use.arguments[1], body: use.arguments[2]),
                use.range,
                anchor: use.parentheses
            )
        }
    }

    private mutating func comprehension(
        _ macro: ComprehensionMacro,
        _ target: Expression,
        _ use: MacroUse
    ) -> Expression {
        variables(macro.variables, of: use) { parser, names in
            let rest = use.arguments.dropFirst(macro.variables)
            let condition = macro.hasCondition ? rest.first : nil
            let result = macro.hasResult ? rest.last : nil
            let comprehension = Comprehension(
                kind: macro.kind,
                range: target,
                variables: names,
                condition: condition,
                result: result
            )
            return parser.node(
                .comprehension(comprehension),
                use.range,
                anchor: use.parentheses
            )
        }
    }

    /// Reads the first arguments as the names of variables.
    private mutating func variables(
        _ count: Int,
        of use: MacroUse,
        _ make: (inout Parser, [Expression.Name]) -> Expression
    ) -> Expression {
        var names: [Expression.Name] = []
        for argument in use.arguments.prefix(count) {
            guard case .name(let text) = argument.kind, !text.hasPrefix(".") else {
                if case .invalid = argument.kind { return invalid(use.range) }
                report(
                    "\(use.name.text)() needs the name of a variable here",
                    at: argument.range
                )
                return invalid(use.range)
            }
            if names.contains(where: { $0.text == text }) {
                report("the two variables need different names", at: argument.range)
                return invalid(use.range)
            }
            names.append(Expression.Name(text: text, range: argument.range))
        }
        return make(&self, names)
    }
}

/// The shape of a macro that is a comprehension.
private struct ComprehensionMacro {
    let kind: Comprehension.Kind
    let variables: Int
    let hasCondition: Bool
    let hasResult: Bool

    init(_ kind: Comprehension.Kind, variables: Int, condition: Bool, result: Bool) {
        self.kind = kind
        self.variables = variables
        hasCondition = condition
        hasResult = result
    }
}

/// The comprehensions, by name and number of arguments.
private let comprehensionMacros: [String: ComprehensionMacro] = [
    "all/2": ComprehensionMacro(.all, variables: 1, condition: true, result: false),
    "exists/2": ComprehensionMacro(.exists, variables: 1, condition: true, result: false),
    "exists_one/2": ComprehensionMacro(.existsOne, variables: 1, condition: true, result: false),
    "existsOne/2": ComprehensionMacro(.existsOne, variables: 1, condition: true, result: false),
    "filter/2": ComprehensionMacro(.filter, variables: 1, condition: true, result: false),
    "map/2": ComprehensionMacro(.map, variables: 1, condition: false, result: true),
    "map/3": ComprehensionMacro(.map, variables: 1, condition: true, result: true),
    "sortBy/2": ComprehensionMacro(.sortBy, variables: 1, condition: false, result: true),
    "all/3": ComprehensionMacro(.all, variables: 2, condition: true, result: false),
    "exists/3": ComprehensionMacro(.exists, variables: 2, condition: true, result: false),
    "exists_one/3": ComprehensionMacro(.existsOne, variables: 2, condition: true, result: false),
    "existsOne/3": ComprehensionMacro(.existsOne, variables: 2, condition: true, result: false),
    "transformList/3": ComprehensionMacro(.map, variables: 2, condition: false, result: true),
    "transformList/4": ComprehensionMacro(.map, variables: 2, condition: true, result: true),
    "transformMap/3": ComprehensionMacro(
        .transformMap,
        variables: 2,
        condition: false,
        result: true
    ),
    "transformMap/4": ComprehensionMacro(
        .transformMap,
        variables: 2,
        condition: true,
        result: true
    ),
    "transformMapEntry/3": ComprehensionMacro(
        .transformMapEntry,
        variables: 2,
        condition: false,
        result: true
    ),
    "transformMapEntry/4": ComprehensionMacro(
        .transformMapEntry,
        variables: 2,
        condition: true,
        result: true
    ),
]

/// How the macros are written that are called by themselves.
let globalMacros = ["has": "has(a.b)", "cel.bind": "cel.bind(x, value, expression with x)"]

/// The names of all macros, for suggestions.
let macroNames: [String] = [
    "has", "all", "exists", "exists_one", "existsOne", "filter", "map", "sortBy", "transformList",
    "transformMap", "transformMapEntry", "optMap", "optFlatMap",
]
