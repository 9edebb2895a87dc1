import WaybillDiagnostics

/// What is said about calls that mean nothing.
extension Checker {
    /// No function of that name belongs to values, or none with that number of arguments. Tells
    /// whether a macro was meant, whose arguments make no sense by themselves.
    mutating func reportUnknownFunction(
        _ name: Expression.Name,
        _ expression: Expression,
        _ target: Expression,
        _ targetType: ValueType,
        _ count: Int
    ) -> Bool {
        let receiver = inference.finished(targetType)
        let counts = functions.argumentCounts(of: name.text, .member)
        let isMacro = macroNames.contains(name.text)
        guard receiver != .unknown else { return isMacro }
        if !counts.isEmpty || isMacro {
            let message = "`\(name.text)` does not take \(arguments(count))"
            reportUnknown(message, name, expression, helpForCounts(name.text, counts))
            return isMacro
        }
        let meant =
            Habits.members[name.text]
            ?? closestMatch(to: name.text, among: functions.memberNames + macroNames)
        var help = meant.map { ["did you mean `\($0)`?"] } ?? []
        if functions.function(name.text, .global, count: count + 1) != nil {
            help = ["write `\(name.text)(\(written(target))\(count > 0 ? ", …" : ""))`"]
        }
        let message = "there is no function `\(clipped(name.text))` of \(receiver.briefly)"
        reportUnknown(message, name, expression, help, meaning: meant)
        return meant.map(macroNames.contains) ?? false
    }

    /// A macro with a number of arguments that makes it none.
    mutating func reportMacro(
        _ name: String,
        _ usage: String,
        _ expression: Expression,
        _ count: Int
    ) {
        report(
            "`\(name)` does not take \(arguments(count))",
            at: expression.anchor,
            help: ["write `\(usage)`"]
        )
    }

    /// No function of that name is called by itself, or none with that number of arguments.
    mutating func reportUnknownGlobal(
        _ qualified: String,
        _ name: Expression.Name,
        _ expression: Expression,
        _ operands: [Expression]
    ) {
        let counts = functions.argumentCounts(of: qualified, .global)
        guard counts.isEmpty else {
            let message = "`\(qualified)` does not take \(arguments(operands.count))"
            return reportUnknown(message, name, expression, helpForCounts(qualified, counts))
        }
        let message = "there is no function `\(clipped(qualified))`"
        let help = helpForGlobal(qualified, operands)
        guard qualified.contains(".") else {
            return reportUnknown(message, name, expression, help)
        }
        let range = expression.range.lowerBound..<name.range.upperBound
        report(Diagnostic(.undefinedName, message, at: text.span(range), help: help))
    }

    private func helpForGlobal(_ qualified: String, _ operands: [Expression]) -> [String] {
        if let first = operands.first,
            functions.function(qualified, .member, count: operands.count) != nil
        {
            let rest = operands.count > 1 ? "…" : ""
            return ["write `\(written(first)).\(qualified)(\(rest))`"]
        }
        let meant =
            Habits.globals[qualified] ?? closestMatch(to: qualified, among: functions.globalNames)
        if let meant {
            return ["did you mean `\(meant)`?"]
        }
        if environment.index(of: qualified) != nil {
            return ["`\(qualified)` is a value, not a function"]
        }
        guard let dot = qualified.lastIndex(of: ".") else { return [] }
        let known = functions.globalNames.filter { $0.hasPrefix(qualified[...dot]) }
        return known.isEmpty ? [] : ["the functions there are \(listed(known))"]
    }

    private mutating func reportUnknown(
        _ message: String,
        _ name: Expression.Name,
        _ expression: Expression,
        _ help: [String],
        meaning meant: String? = nil
    ) {
        let edit = meant.map {
            Diagnostic.Edit(replacing: text.span(name.range), with: $0, confidence: .maybe)
        }
        report(
            Diagnostic(
                .undefinedName,
                message,
                at: text.span(expression.anchor),
                labels: [Diagnostic.Label(text.span(name.range), "called here")],
                help: help,
                edits: edit.map { [$0] } ?? []
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
        var help = helpForSignatures(function, types)
        for (position, (operand, type)) in zip(operands, types).enumerated() {
            if position == 0, function.takesOptional { continue }
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

    /// What a function takes: of a member, what it takes of this receiver, or what it is a member
    /// of.
    private mutating func helpForSignatures(_ function: Function, _ types: [ValueType]) -> [String]
    {
        guard function.style == .member, let receiver = types.first else {
            return ["it takes \(joined(function.signatures.map { $0.written(from: 0) }))"]
        }
        let start = inference.mark
        let fitting = function.signatures.filter { signature in
            defer { inference.undo(to: start) }
            let own = inference.instantiated(signature)
            return own.parameters.first.map { inference.assign(receiver, to: $0) } ?? false
        }
        if fitting.isEmpty {
            let receivers = function.signatures.compactMap(\.parameters.first).map(\.general)
            return ["it is a function of \(joined(receivers))"]
        }
        return ["it takes \(joined(fitting.map { $0.written(from: 1) }))"]
    }

    private func joined(_ texts: [String]) -> String {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }.joined(separator: " or ")
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

extension Function {
    /// Whether it is a member of optional values, which may well be absent.
    var takesOptional: Bool {
        signatures.contains { style == .member && $0.parameters.first?.isOptional == true }
    }
}

extension Signature {
    /// The parameters from one on, as an author would write them.
    fileprivate func written(from first: Int) -> String {
        "(\(parameters.dropFirst(first).map(\.general).joined(separator: ", ")))"
    }
}

extension ValueType {
    /// The type, with type parameters in words.
    fileprivate var general: String {
        switch self {
        case .list(let element) where element.hasParameter: "a list"
        case .map: "a map"
        case .optional: "an optional value"
        case .parameter: "any value"
        default: "\(self)"
        }
    }
}
