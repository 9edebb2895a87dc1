import CEL
import WaybillDiagnostics
import WaybillModel

extension Rule {
    /// What holds of each step's undo.
    static let compensation: [Rule] = [
        missingCompensation, wrongCompensation, wrongCompensationOfAWhole,
        compensationNotIdempotent, undoOfNothing, lateEffect,
    ]

    /// WB0401
    private static let missingCompensation = Rule { node, context in
        guard let call = node.call, case .establishes(let fact) = call.contract.consequence,
            node.compensation == nil, !node.isPivot, !context.passage(before: node.id).isCertain
        else { return [] }
        return [.missingCompensation(node, call, fact, context.handlers(thatUndo: fact))]
    }

    /// WB0402
    private static let wrongCompensation = Rule { node, context in
        guard let call = node.call, let first = node.undos.first else { return [] }
        switch call.contract.consequence {
        // A contract that does not say what it does is a finding of its own.
        case .undeclared: return []
        case .none, .undoes: return [.nothingToUndo(node, call, first)]
        case .establishes(let fact):
            return wrongCalls(of: node, undoing: fact).map {
                .wrongCompensation(node, call, $0, fact, context.handlers(thatUndo: fact))
            }
        }
    }

    /// The calls of an undo that take back something else; or the first, when none of its steps
    /// takes back what was done.
    private static func wrongCalls(of node: Node, undoing fact: Fact) -> [UndoCall] {
        let wrong = node.undos.filter { undo in
            if case .undoes(let other) = undo.call.contract.consequence {
                other != fact
            } else {
                false
            }
        }
        let mayBeRight = node.undos.contains { undo in
            switch undo.call.contract.consequence {
            case .undoes(let undone): undone == fact
            case .undeclared: true
            case .none, .establishes: false
            }
        }
        // What an event brings about, its receivers know.
        let emits = node.undos.count < node.compensation?.steps.count ?? 0
        return wrong.isEmpty && !mayBeRight && !emits ? Array(node.undos.prefix(1)) : wrong
    }

    /// WB0404
    private static let compensationNotIdempotent = Rule { node, _ in
        node.undos.filter { $0.call.contract.idempotency == .none }.map {
            .compensationNotIdempotent(node, $0)
        }
    }

    /// WB0406
    private static let undoOfNothing = Rule { node, _ in
        guard let call = node.call else { return [] }
        return node.undosOfUncertain.filter { !$0.call.contract.isSafeIfAbsent }.map {
            .undoOfNothing(node, call, $0)
        }
    }

    /// WB0411
    private static let lateEffect = Rule { node, _ in
        guard let call = node.call, let undo = node.undosOfUncertain.first,
            !node.undos.contains(where: \.call.contract.fences), call.contract.settlesIn == nil
        else { return [] }
        return [.lateEffect(node, call, undo)]
    }
}

extension Node {
    /// The calls that take back what a call did, when they may be sent though it is not known
    /// whether the call took effect.
    fileprivate var undosOfUncertain: [UndoCall] {
        guard let call, case .establishes = call.contract.consequence,
            compensation?.needsOutput == false
        else { return [] }
        return undos.filter { undo in
            if case .undoes = undo.call.contract.consequence { true } else { false }
        }
    }
}

extension Diagnostic {
    fileprivate static func missingCompensation(
        _ node: Node,
        _ call: Call,
        _ fact: Fact,
        _ undoing: [HandlerContract]
    ) -> Diagnostic {
        let ways = undoing.prefix(3).map {
            "say how it is undone:\ncompensate:\n  call: \($0.name)" + $0.inputToWrite(after: call)
        }
        let noWay = [
            "declare a handler with `undoes: \(fact)`, and call it in a `compensate` of this step"
        ]
        return Diagnostic(
            .missingCompensation,
            "`\(node.step)` is not undone when the run fails after it",
            at: call.span,
            label: "establishes `\(fact)`, and nothing takes it back",
            labels: [.init(call.contract.span, "its contract is here")],
            help: (ways.isEmpty ? noWay : ways)
                + ["if it is to stay whatever happens, say so: `compensate: none`"]
        )
    }

    fileprivate static func wrongCompensation(
        _ node: Node,
        _ call: Call,
        _ undo: UndoCall,
        _ fact: Fact,
        _ right: [HandlerContract]
    ) -> Diagnostic {
        .wrongCompensation(
            node,
            undo,
            labels: [.init(call.span, "this establishes `\(fact)`")],
            help: right.isEmpty
                ? ["declare a handler with `undoes: \(fact)`"]
                : right.prefix(3).map { "call the handler that does: `call: \($0.name)`" }
        )
    }

    fileprivate static func nothingToUndo(
        _ node: Node,
        _ call: Call,
        _ undo: UndoCall
    ) -> Diagnostic {
        .nothingToUndo(
            node,
            undo,
            labels: [.init(call.span, "this establishes nothing")],
            help: "say in the contract what the handler establishes: `effect: …`"
        )
    }

    fileprivate static func compensationNotIdempotent(_ node: Node, _ undo: UndoCall) -> Diagnostic
    {
        Diagnostic(
            .compensationNotIdempotent,
            "`\(undo.call.contract.name)` undoes `\(node.step)`, but must not be repeated",
            at: undo.call.span,
            label: "an undo is tried until it is answered",
            labels: [
                .init(undo.call.contract.span, "its contract has no `idempotency`, or `none`")
            ],
            help: [
                "say how the handler may be repeated: `idempotency: key` when it keeps to the Idempotency-Key, `natural` when twice is as good as once"
            ]
        )
    }

    fileprivate static func undoOfNothing(
        _ node: Node,
        _ call: Call,
        _ undo: UndoCall
    ) -> Diagnostic {
        let name = undo.call.contract.name
        let settling =
            call.contract.idempotency == .key && call.contract.output != .null
            ? [
                "or pass something of `call.output` to it: then `\(call.contract.name)` is asked first what it did"
            ] : []
        return Diagnostic(
            .undoOfNothing,
            "`\(name)` may be called though `\(node.step)` never took effect",
            at: undo.call.span,
            label: "called too when the call is never answered",
            labels: [
                .init(call.span, "whether this took effect can stay unknown"),
                .init(undo.call.contract.span, "this contract does not say `safe_if_absent`"),
            ],
            help: [
                "if the handler takes that well, say so in its contract: `safe_if_absent: true`"
            ] + settling
        )
    }

    fileprivate static func lateEffect(
        _ node: Node,
        _ call: Call,
        _ undo: UndoCall
    ) -> Diagnostic {
        Diagnostic(
            .lateEffect,
            "`\(node.step)` may still take effect after it was undone",
            at: call.span,
            label: "an unanswered call may be carried out late",
            labels: [
                .init(call.contract.span, "this contract does not say `settles_in`"),
                .init(undo.call.contract.span, "this one does not say `fences`"),
            ],
            help: [
                "say in the contract of `\(call.contract.name)` how late that can be: `settles_in: 60s`",
                "or, if a late call does nothing once it was undone, in that of `\(undo.call.contract.name)`: `fences: true`",
            ]
        )
    }
}

extension HandlerContract {
    /// The `with` of a compensation, as far as it can be told from the call it undoes.
    fileprivate func inputToWrite(after call: Call) -> String {
        guard case .record(let wanted) = input, !wanted.fields.isEmpty else { return "" }
        let fields = wanted.fields.filter { if case .optional = $0.type { false } else { true } }
        let values = fields.map { field in
            call.contract.input.hasField(field.name, of: field.type)
                ? "\(field.name): \"${ call.input.\(field.name) }\"" : "\(field.name): …"
        }
        return values.isEmpty ? "" : "\n  with: { \(values.joined(separator: ", ")) }"
    }
}

extension ValueType {
    fileprivate func hasField(_ name: String, of type: ValueType) -> Bool {
        guard case .record(let record) = self else { return false }
        return record.fields.contains { $0.name == name && $0.type == type }
    }
}
