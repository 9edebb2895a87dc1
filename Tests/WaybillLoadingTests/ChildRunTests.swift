import CEL
import Testing
import WaybillDiagnostics
import WaybillModel

@testable import WaybillLoading

/// Steps that run other workflows: what is found of them at load time.
@Suite struct ChildRunTests {
    private static let ship = """
        waybill: 1
        workflow: ship
        use: [shop.yaml]
        input: { order: string, weight: int? }
        output: { tracking: string }
        outcomes: { shipped: keep, refused: undo }
        steps:
          - step: book
            call: carrier.book
            timeout: 5s
          - step: check
            route: [{ when: input.order == '', fail: no_order }]
            else: { to: next }
          - step: done
            finish: shipped
            output: { tracking: "${ steps.book.tracking }" }
        """

    private static let charge = """
        waybill: 1
        workflow: charge
        use: [shop.yaml]
        steps:
          - { step: take, call: carrier.book, timeout: 5s, pivot: true }
        """

    private static let shop = """
        waybill: 1
        handlers:
          carrier.book:
            output: { tracking: string }
            errors: { too_heavy: { retry: never } }
            idempotency: key
            effect: none
        """

    private func load(_ steps: String, others: [String: String] = [:]) -> LoadedFile {
        let text = """
            waybill: 1
            workflow: sell
            use: [shop.yaml, ship.yaml, charge.yaml\(others.keys.sorted().map { ", \($0)" }.joined())]
            input: { id: string }
            steps:
            \(steps)
            """
        let files = [
            "sell.yaml": text, "ship.yaml": Self.ship, "charge.yaml": Self.charge,
            "shop.yaml": Self.shop,
        ]
        return Loader.load(
            path: "sell.yaml",
            reading: .memory(files.merging(others) { own, _ in own })
        )
    }

    private func run(_ rest: String, of workflow: String = "ship") -> String {
        "- { step: go, run: \(workflow), \(rest) }"
    }

    @Test func aRunKnowsItsWorkflowItsInputAndItsOutput() throws {
        let steps =
            run("with: { order: \"${ input.id }\" }, timeout: 1h") + """

                - { step: seen, set: { code: "${ steps.go.tracking }" } }
                """
        let workflow = try #require(load(steps).workflow)
        let node = try #require(workflow.node(named: "go"))
        guard case .run(let child) = node.action else {
            Issue.record("not a run")
            return
        }
        #expect(child.workflow.name == "ship")
        #expect(child.workflow.digest == workflow.digest, "one digest pins the whole family")
        #expect(!node.isPivot)
        #expect(child.codes.prefix(2) == ["too_heavy", "timeout"])
        #expect(child.codes.suffix(2) == ["no_order", "refused"])
    }

    @Test func aChildWithAPivotMakesItsStepAPivot() throws {
        let workflow = try #require(load(run("timeout: 1h", of: "charge")).workflow)
        #expect(workflow.node(named: "go")?.isPivot == true)
    }

    @Test(
        "What is wrong with a run is found",
        arguments: [
            ("run: shp, with: { order: a }, timeout: 1h", "WB0309 there is no workflow `shp`"),
            ("run: sell, timeout: 1h", "WB0309 the workflow `sell` cannot run itself"),
            ("run: ship, timeout: 1h", "WB0305 `ship` is not given `order`"),
            (
                "run: ship, with: { order: a, size: 1 }, timeout: 1h",
                "WB0305 `ship` takes no `size`"
            ),
            (
                "run: ship, with: { order: a }, detach: true",
                "WB0103 the detached run `go` must say `compensate: none`"
            ),
            (
                "run: ship, with: { order: a }, detach: true, compensate: none, timeout: 1h",
                "WB0104 the detached run `go` cannot time out"
            ),
            (
                "run: ship, with: { order: a }, timeout: 1h, catch: [{ error: lost, to: next }]",
                "WB0309 there is no error code `lost` here"
            ),
        ]
    )
    func finds(step: String, finding: String) {
        let found = load("- { step: go, \(step) }").diagnostics
        #expect(found.map { "\($0.code.code) \($0.message)" } == [finding])
    }

    @Test(arguments: ["too_heavy", "no_order", "refused", "timeout"])
    func takesTheCodesThatTheChildCanFailWith(code: String) {
        let rest = "with: { order: a }, timeout: 1h, catch: [{ error: \(code), to: next }]"
        #expect(load(run(rest)).diagnostics.map(\.message) == [])
    }

    @Test func workflowsThatRunEachOtherAreRefused() {
        let back = """
            waybill: 1
            workflow: back
            use: [sell.yaml]
            steps:
              - { step: again, run: sell, with: { id: a }, timeout: 1h }
            """
        let found = load(run("timeout: 1h", of: "back"), others: ["back.yaml": back]).diagnostics
        #expect(found.map(\.code.code) == ["WB0108"])
    }

    @Test func twoWorkflowsOfOneNameAreRefused() {
        let other = Self.charge.replacing("workflow: charge", with: "workflow: ship")
        let found = load("- { step: rest, wait: 1s }", others: ["other.yaml": other]).diagnostics
        #expect(
            found.map { "\($0.code.code) \($0.message)" } == [
                "WB0107 the workflow `ship` is declared twice"
            ]
        )
    }

    @Test func anOutputThatMayBeMissingIsOptional() {
        let quiet = """
            waybill: 1
            workflow: quiet
            output: { x: int }
            steps:
              - { step: rest, wait: 1s }
            """
        let steps =
            run("timeout: 1h", of: "quiet") + """

                - { step: seen, set: { x: "${ steps.go.x }" } }
                """
        let found = load(steps, others: ["quiet.yaml": quiet]).diagnostics
        #expect(found.map(\.code.code) == ["WB0302"])
    }
}
