import CEL
import WaybillDiagnostics
import WaybillModel
import WaybillSimulation

extension TestReport {
    /// How much of the workflows the scenarios took: of those under test, and of those that ran
    /// beside them. Each stands in a file of its own.
    var coverage: [WorkflowCoverage] {
        var all: [WorkflowCoverage] = []
        func index(of workflow: Workflow) -> Int {
            let name = workflow.span.source.name
            if let known = all.firstIndex(where: { $0.workflow.span.source.name == name }) {
                return known
            }
            all.append(WorkflowCoverage(of: workflow))
            return all.count - 1
        }
        for file in files {
            if let workflow = file.workflow { _ = index(of: workflow) }
            for run in file.verdicts.flatMap(\.trace.runs) { all[index(of: run.workflow)].add(run) }
        }
        return all
    }
}

extension WorkflowCoverage {
    var json: JSON {
        .object([
            .init("workflow", .string(workflow.name.rawValue)),
            .init("file", .string(workflow.span.source.name)),
            .init("steps", .number(String(workflow.nodes.count))),
            .init("run", .number(String(stepsRun))),
            .init("gaps", .array(gaps.map { $0.json })),
        ])
    }

    /// A line for the workflow, and one for each of its gaps.
    var lines: [String] {
        let title = "\(workflow.name): \(stepsRun) of \(workflow.nodes.count) steps ran"
        return [title]
            + gaps.map { gap in
                let place = "\(gap.span.source.name.visible):\(gap.span.start.line)"
                return "  \(gap.step) \(gap.words(in: workflow))  \(place)"
            }
    }
}

extension WorkflowCoverage.Gap {
    fileprivate func words(in workflow: Workflow) -> String {
        switch kind {
        case .notRun: "never ran"
        case .notUndone: "was never undone"
        case .ruleNotTaken(let rule?): "never took rule \(rule + 1)"
        case .ruleNotTaken(nil): "never took `else`"
        case .errorNotCaught(let rule):
            "never caught \(workflow.node(named: step)?.codes(ofCatch: rule) ?? "an error")"
        }
    }

    fileprivate var json: JSON {
        let (name, rule): (String, Int?) =
            switch kind {
            case .notRun: ("not_run", nil)
            case .notUndone: ("not_undone", nil)
            case .ruleNotTaken(let rule?): ("rule_not_taken", rule + 1)
            case .ruleNotTaken(nil): ("else_not_taken", nil)
            case .errorNotCaught(let rule): ("error_not_caught", rule + 1)
            }
        return .object([
            .init("step", .string(step.rawValue)),
            .init("gap", .string(name)),
            .init("rule", rule.map { .number(String($0)) } ?? .null),
            .init("line", .number(String(span.start.line))),
        ])
    }
}

extension Node {
    /// The codes that a catch rule, from 0, takes, as the author wrote them.
    fileprivate func codes(ofCatch rule: Int) -> String? {
        guard catches.indices.contains(rule) else { return nil }
        return switch catches[rule].codes {
        case .any: "`error: any`"
        case .only(let codes): codes.map { "`\($0)`" }.joined(separator: ", ")
        }
    }
}
