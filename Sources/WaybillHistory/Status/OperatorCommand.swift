import CEL
import WaybillInterpreter
import WaybillModel

/// A command line that an operator may give about a run, and what it does.
package struct OperatorCommand: Hashable, Sendable {
    /// Ready for a shell. What stands between `<` and `>` is to be filled in.
    package let line: String
    package let purpose: String

    init(_ words: [String], _ purpose: String) {
        line = (["waybill"] + words).joined(separator: " ")
        self.purpose = purpose
    }

    /// What may be said about a parked operation. `store` is given where it is not the usual one.
    static func all(
        for id: OperationID,
        of run: RunState,
        store: String?
    ) -> [OperatorCommand] {
        let target = [run.id.rawValue.shellQuoted, id.path.description.shellQuoted]
        let place = storeOption(store)
        let reason = ["--reason", "'<why>'"]
        let node = id.path.step.flatMap(run.workflow.node(named:))
        var output: [String] = []
        if id.direction == .forward, let node, node.output != .null {
            output = ["--output", "'\(node.output.placeholder)'"]
        }
        let isUndo = id.direction == .undo
        let skipping =
            if run.ending != nil {
                "leave it as it is; the run goes on to its ending"
            } else if isUndo {
                "leave it as it is; the run ends failed"
            } else {
                "give up; the run ends failed"
            }
        let isCall = if case .call? = node?.action { true } else { false }
        let again = isCall || isUndo ? "try it again, with the same key" : "try it again"
        return [
            OperatorCommand(["retry"] + target + place, again),
            OperatorCommand(
                ["resolve"] + target + output + reason + place,
                isUndo ? "it is undone by hand" : "it is done by hand, and the run goes on"
            ),
            OperatorCommand(["skip"] + target + reason + place, skipping),
        ]
    }

    /// How each event that a run waits for can be sent.
    static func send(
        _ awaited: RunActivity,
        in workflow: Workflow,
        store: String?
    ) -> [OperatorCommand] {
        awaited.events.compactMap { send($0, awaited, in: workflow, store: store) }
    }

    private static func send(
        _ type: EventType,
        _ awaited: RunActivity,
        in workflow: Workflow,
        store: String?
    ) -> OperatorCommand? {
        guard let declaration = workflow.events.first(where: { $0.type == type }),
            case .record(let record) = declaration.data
        else { return nil }
        let fields = record.fields.filter { !$0.type.isOptional }.map { field in
            let value = awaited.match.first { $0.name == field.name }?.value.description
            return "\"\(field.name)\": \(value ?? field.type.placeholder)"
        }
        let data = "{\(fields.joined(separator: ", "))}".shellQuoted
        return OperatorCommand(
            ["send", type.rawValue.shellQuoted, "--data", data] + storeOption(store),
            "send the event"
        )
    }

    /// How to see what a run waits for.
    static func status(of run: RunID, store: String?) -> OperatorCommand {
        OperatorCommand(
            ["status", run.rawValue.shellQuoted] + storeOption(store),
            "see what it waits for, and what can be done"
        )
    }

    private static func storeOption(_ store: String?) -> [String] {
        store.map { ["--store", $0.shellQuoted] } ?? []
    }
}

extension ValueType {
    /// JSON of this type with places to fill in, which no program takes for JSON.
    fileprivate var placeholder: String {
        switch self {
        case .record(let record) where record.name == nil:
            let fields = record.fields.filter { !$0.type.isOptional }
                .map { "\"\($0.name)\": \($0.type.shortPlaceholder)" }
            return "{\(fields.joined(separator: ", "))}"
        default: return shortPlaceholder
        }
    }

    private var shortPlaceholder: String { "<\(self)>" }
}

extension String {
    /// The text as one word of a POSIX shell.
    fileprivate var shellQuoted: String {
        let isPlain =
            !isEmpty
            && unicodeScalars.allSatisfy { scalar in
                scalar.isASCII
                    && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                        || "_-./@:+,=".unicodeScalars.contains(scalar))
            }
        if isPlain { return self }
        let quoted = split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: #"'\''"#)
        return "'\(quoted)'"
    }
}
