import CEL
import Testing
import WaybillDiagnostics
import WaybillModel

@testable import WaybillLoading

/// What loading says of the steps seen at a place is what going every way to it finds.
@Suite struct DefiniteAssignmentPropertyTests {
    @Test(arguments: 0..<10)
    func agreesWithGoingAllWays(decade: UInt64) throws {
        var compared = 0
        for seed in decade * 30..<(decade + 1) * 30 {
            let flow = RandomFlow(seed: seed)
            let file = try load(workflowText(steps: "  \(flow.text)"))
            let errors = file.diagnostics.filter { $0.severity == .error }
            #expect(errors.map(\.summary) == [], "seed \(seed): \(flow.text)")
            for (step, ways) in flow.ways {
                guard let seen = seen(at: StepID(step), in: file.workflow) else { continue }
                compared += 1
                let expected = Self.expected(ways)
                #expect(seen == expected, "seed \(seed), step \(step): \(flow.text)")
            }
        }
        #expect(compared > 50)
    }

    /// The steps that have run on some way, those that may be absent with a `?`.
    private static func expected(_ ways: Set<RandomFlow.Way>) -> Set<String> {
        let ids = Set(ways.flatMap(\.keys))
        return Set(ids.map { id in ways.allSatisfy { $0[id] == .ran } ? id : "\(id)?" })
    }

    /// The fields of `steps` at a step that reads it; `nil` for another step.
    private func seen(at step: StepID, in workflow: Workflow?) -> Set<String>? {
        guard case .set(let template)? = workflow?.node(named: step)?.action,
            let program = template.programs.first,
            case .record(let record) = program.environment
                .variables[ExpressionVariable.steps.slot].type
        else { return nil }
        return Set(record.fields.map { $0.absence == nil ? $0.name : "\($0.name)?" })
    }
}
