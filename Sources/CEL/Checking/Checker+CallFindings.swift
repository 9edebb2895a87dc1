import WaybillDiagnostics

/// What is said about calls that mean nothing.
extension Checker {
    /// No function of that name belongs to values, or none with that number of arguments.
    mutating func reportUnknownFunction(
        _ name: Expression.Name,
        _ expression: Expression,
        _ target: Expression,
        _ types: [ValueType],
        _ count: Int
    ) {
        if types.first.map(inference.resolved) == .unknown { return }
        let counts = functions.argumentCounts(of: name.text, .member)
        var help: [String] = []
        var message = "there is no function `\(clipped(name.text))` of \(type(of: target).briefly)"
        if !counts.isEmpty || macroNames.contains(name.text) {
            message = "`\(name.text)` does not take \(arguments(count))"
            help = helpForCounts(name.text, counts)
        } else if functions.function(name.text, .global, count: count + 1) != nil {
            help = ["write `\(name.text)(\(written(target))\(count > 0 ? ", …" : ""))`"]
        } else if let meant = closestMatch(to: name.text, among: functions.memberNames + macroNames)
        {
            help = ["did you mean `\(meant)`?"]
        } else if name.text == "matches" {
            help = ["regular expressions are not offered yet"]
        }
        reportUnknown(message, name, expression, help)
    }

    /// No function of that name is called by itself, or none with that number of arguments.
    mutating func reportUnknownGlobal(
        _ qualified: String,
        _ name: Expression.Name,
        _ expression: Expression,
        _ operands: [Expression]
    ) {
        let counts = functions.argumentCounts(of: qualified, .global)
        var help: [String] = []
        var message = "there is no function `\(clipped(qualified))`"
        if !counts.isEmpty {
            message = "`\(qualified)` does not take \(arguments(operands.count))"
            help = helpForCounts(qualified, counts)
        } else if let first = operands.first,
            functions.function(qualified, .member, count: operands.count) != nil
        {
            let rest = operands.count > 1 ? "…" : ""
            help = ["write `\(written(first)).\(qualified)(\(rest))`"]
        } else if let meant = closestMatch(to: qualified, among: functions.globalNames) {
            help = ["did you mean `\(meant)`?"]
        } else if qualified == "now" {
            help = ["`now` is a name, not a function"]
        }
        reportUnknown(message, name, expression, help)
    }

    private mutating func reportUnknown(
        _ message: String,
        _ name: Expression.Name,
        _ expression: Expression,
        _ help: [String]
    ) {
        report(
            Diagnostic(
                .undefinedName,
                message,
                at: text.span(expression.anchor),
                labels: [Diagnostic.Label(text.span(name.range), "called here")],
                help: help
            )
        )
    }

    /// Nothing that the function takes fits.
    mutating func reportMismatch(
        _ function: Function,
        _ expression: Expression,
        _ operands: [Expression],
        _ types: [ValueType]
    ) {
        let given = types.map { inference.finished($0).briefly }
        let isMember = function.style == .member
        let list = given.dropFirst(isMember ? 1 : 0).joined(separator: ", ")
        let message =
            isMember
            ? "`\(function.name)(\(list))` is no function of \(given.first ?? "")"
            : "`\(function.name)` does not take (\(list))"
        let shown = function.signatures.prefix(8).map { $0.written(isMember) }
        var help = ["it takes \(shown.joined(separator: " or "))"]
        for (operand, type) in zip(operands, types) {
            if let hint = helpForOptional(operand, inference.resolved(type)) { help = [hint] }
        }
        report(message, at: expression.anchor, help: help)
    }

    /// How to get at the value of an optional, for an operand that is one.
    func helpForOptional(_ operand: Expression, _ type: ValueType) -> String? {
        guard case .optional(let wrapped) = type else { return nil }
        let fallback = wrapped.fallback ?? "…"
        return
            "`\(written(operand))` may be absent: write `\(written(operand)).orValue(\(fallback))`"
    }

    private func arguments(_ count: Int) -> String {
        count == 1 ? "one argument" : count == 0 ? "no arguments" : "\(count) arguments"
    }

    private func helpForCounts(_ name: String, _ counts: [Int]) -> [String] {
        if macroNames.contains(name), counts.isEmpty {
            return ["write the name of a variable first: `.\(name)(x, …)`"]
        }
        return ["it takes \(counts.map(String.init).joined(separator: " or "))"]
    }
}

extension Signature {
    /// The parameters as an author would write them.
    fileprivate func written(_ isMember: Bool) -> String {
        let types = parameters.map { $0.hasParameter ? $0.general : "\($0)" }
        guard isMember, let receiver = types.first else {
            return "(\(types.joined(separator: ", ")))"
        }
        return "\(receiver) with (\(types.dropFirst().joined(separator: ", ")))"
    }
}

extension ValueType {
    /// A type with parameters in words.
    fileprivate var general: String {
        switch self {
        case .list(let element): element.hasParameter ? "a list" : "\(self)"
        case .map: "a map"
        case .optional: "an optional value"
        default: "any value"
        }
    }
}
