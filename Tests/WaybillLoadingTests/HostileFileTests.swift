import Testing
import WaybillDiagnostics
import WaybillModel

@testable import WaybillLoading

/// Whatever a file holds, loading ends with findings and never with a trap.
@Suite struct HostileFileTests {
    @Test(arguments: [
        "", "~", "[]", "{}", "waybill", "waybill: 1", "waybill: 1\nworkflow:\nsteps:\n",
        "waybill: 1\nworkflow: x\nsteps: []", "waybill: 1\nworkflow: x\nsteps: [[], {}, ~, 1]",
        "waybill: 1\nworkflow: x\nsteps: [{ step: }, { step: [] }, { step: a, route: [{}] }]",
        "waybill: 1\nworkflow: x\nsteps: [{ step: a, scope: [] }, { step: b, scope: { } }]",
        "waybill: 1\nworkflow: x\nsteps: [{ step: a, call: [] }, { step: b, set: [] }]",
        "waybill: 1\nworkflow: x\nsteps: [{ step: a, finish: ~ }, { step: b, fail: ~ }]",
        "waybill: 1\nworkflow: x\nuse: ['', '.', '..', 7, ~, []]\nsteps: [{ step: a, wait: 1s }]",
        "waybill: 1\nhandlers: { a: ~, b: [], c: { input: c, errors: [1] } }",
        "waybill: 1\ntypes: { A: A, B: '[B]', '': '', C: { c: 'C?' } }",
        "waybill: 1\ntypes: 7\nevents: []\nhandlers: x",
        "waybill: 99999999999999999999\nworkflow: x",
    ])
    func findsWhatIsWrong(text: String) {
        let file = Loader.load(path: "x.yaml", reading: .memory(["x.yaml": text]))
        #expect(file.workflow == nil)
        #expect(file.diagnostics.contains { $0.severity == .error } || text == "waybill: 1\n{}")
    }

    @Test func aTypeNestedBeyondReasonIsAFinding() throws {
        let type =
            String(repeating: "[", count: 5_000) + "int" + String(repeating: "]", count: 5_000)
        let text = "waybill: 1\ntypes: { A: \"\(type)\" }"
        let file = Loader.load(path: "x.yaml", reading: .memory(["x.yaml": text]))
        #expect(file.diagnostics.map(\.code) == [.badLiteral])
    }

    @Test func aLongWorkflowLoadsInTime() throws {
        let steps = (0..<1_000).map { number in
            "  - step: s\(number)\n    set: { x: \"${ \(number == 0 ? "1" : "steps.s\(number - 1).x") }\" }"
        }
        let start = ContinuousClock.now
        let file = try load(workflowText(steps: steps.joined(separator: "\n")))
        #expect(file.diagnostics == [])
        #expect(file.workflow?.nodes.count == 1_000)
        #expect(ContinuousClock.now - start < .seconds(60))
    }

    @Test func aLongChainOfUsesIsAFinding() {
        var files: [String: String] = [:]
        for number in 0..<200 {
            files["\(number).yaml"] =
                "waybill: 1\nuse: [\(number + 1).yaml]\ntypes: { T\(number): int }"
        }
        let file = Loader.load(path: "0.yaml", reading: .memory(files))
        #expect(file.diagnostics.map(\.code) == [.useNotFound])
    }

    @Test func typesThatDoubleFromFileToFileAreAFinding() {
        var files: [String: String] = [:]
        for number in 0..<2 {
            let types = (0..<10).map { index in
                let before = number > 0 ? "T\(number - 1)_9" : "int"
                let part = index > 0 ? "T\(number)_\(index - 1)" : before
                return "  T\(number)_\(index): { a: \(part), b: \(part) }"
            }
            let use = number > 0 ? "use: [\(number - 1).yaml]\n" : ""
            files["\(number).yaml"] =
                "waybill: 1\n\(use)types:\n" + types.joined(separator: "\n")
        }
        let file = Loader.load(path: "1.yaml", reading: .memory(files))
        #expect(file.diagnostics.map(\.code) == [.resourceLimit])
        #expect(file.diagnostics.first?.span.source.name == "1.yaml")
    }

    @Test func aTextOfManyExpressionsIsAFinding() throws {
        let text = String(repeating: "${ 1 }", count: 20_000)
        let file = try load(workflowText(steps: "  - { step: a, set: { x: \"\(text)\" } }"))
        #expect(file.diagnostics.map(\.code) == [.resourceLimit])
    }

    @Test func aWorkflowOfTooManyStepsIsAFinding() throws {
        let steps = (0...10_050).map { "  - { step: s\($0), wait: 1s }" }
        let file = try load(workflowText(steps: steps.joined(separator: "\n")))
        #expect(file.diagnostics.map(\.code) == [.resourceLimit])
    }

    @Test(.timeLimit(.minutes(1)))
    func tenThousandWrongExpressionsAreFoundInTime() throws {
        let fields = (0..<10_000).map { "      f\($0): \"${ input.total + 'x' }\"\n" }.joined()
        let file = try load(workflowText(steps: "  - step: a\n    set:\n\(fields)"))
        #expect(file.diagnostics.count == 10_000)
    }

    @Test func oneExpressionHasAHundredFindingsAtMost() throws {
        let names = (0..<5_000).map { "unknown\($0)" }.joined(separator: ", ")
        let file = try load(workflowText(steps: "  - { step: a, set: { x: \"${ [\(names)] }\" } }"))
        #expect(file.diagnostics.count == 100)
    }

    @Test(.timeLimit(.minutes(1)))
    func aLongWorkflowOfUnknownStepsLoadsInTime() throws {
        let steps = (0..<2_000).map { number in
            "  - step: s\(number)\n    set: { x: \"${ steps.unknown\(number).x }\" }\n"
        }
        let file = try load(workflowText(steps: steps.joined()))
        #expect(file.diagnostics.count == 2_000)
    }
}
