import Testing
import WaybillDiagnostics
import WaybillLint
import WaybillLoading

/// What rules say of steps that run other workflows.
@Suite struct ChildRunTests {
    private static let files = [
        "contracts.yaml": """
        waybill: 1
        handlers:
          card.charge: { idempotency: key, effect: charged }
          parcel.book:
            errors: { too_heavy: { retry: never } }
            idempotency: key
            effect: booked
            settles_in: 60s
          parcel.unbook:
            undoes: booked
            idempotency: key
            safe_if_absent: true
        """,
        // Has a pivot.
        "charge.yaml": """
        waybill: 1
        workflow: charge
        use: [contracts.yaml]
        steps:
          - { step: take, call: card.charge, timeout: 5s, retry: { max_attempts: 5 }, pivot: true }
        """,
        // Can fail with `too_heavy`, and has no limit but that of its call.
        "ship.yaml": """
        waybill: 1
        workflow: ship
        use: [contracts.yaml]
        steps:
          - step: book
            call: parcel.book
            timeout: 5s
            compensate: { call: parcel.unbook, timeout: 5s }
        """,
        // Has a limit of its own, and another workflow one that ends with its pivot.
        "bounded.yaml": """
        waybill: 1
        workflow: bounded
        use: [contracts.yaml]
        timeout: 1h
        steps: [{ step: nap, wait: 10m }]
        """,
        "pledge.yaml": """
        waybill: 1
        workflow: pledge
        use: [contracts.yaml]
        timeout: 1h
        steps:
          - { step: take, call: card.charge, timeout: 5s, retry: { max_attempts: 5 }, pivot: true }
        """,
        // Cannot fail.
        "rest.yaml": """
        waybill: 1
        workflow: rest
        steps: [{ step: nap, wait: 1s }]
        """,
    ]

    private func findings(_ steps: String, outcomes: String = "sold: keep") throws -> [String] {
        var files = Self.files
        files["sell.yaml"] = """
            waybill: 1
            workflow: sell
            use: [charge.yaml, ship.yaml, rest.yaml, bounded.yaml, pledge.yaml]
            outcomes: { \(outcomes) }
            steps:
            \(steps)
              - { step: done, finish: sold }
            """
        let file = Loader.load(path: "sell.yaml", reading: .memory(files))
        #expect(file.diagnostics.filter { $0.severity == .error }.map(\.message) == [])
        let workflow = try #require(file.workflow)
        return Linter.lint(workflow).map { "\($0.mark) in \($0.span.source.name)" }
    }

    @Test func aChildWithAPivotCommitsTheRun() throws {
        let after = try findings(
            """
              - { step: pay, run: charge, timeout: 1h }
              - { step: post, run: ship, timeout: 1d }
            """
        )
        #expect(after == ["WB0403 post in sell.yaml"])
        let before = try findings(
            """
              - { step: post, run: ship, timeout: 1d }
              - { step: pay, run: charge, timeout: 1h }
            """
        )
        #expect(before == [])
    }

    @Test func aDetachedChildCommitsNothing() throws {
        let codes = try findings(
            """
              - { step: pay, run: charge, detach: true, compensate: none }
              - { step: post, run: ship, timeout: 1d }
            """
        )
        #expect(codes == [])
    }

    @Test func aChildThatCannotFailMayFollowThePivot() throws {
        let endless = try findings(
            """
              - { step: pay, run: charge, timeout: 1h }
              - { step: sleep, run: rest, timeout: never }
            """
        )
        #expect(endless == [])
        // Too late is a failure, too.
        let limited = try findings(
            """
              - { step: pay, run: charge, timeout: 1h }
              - { step: sleep, run: rest, timeout: 1d }
            """
        )
        #expect(limited == ["WB0403 sleep in sell.yaml"])
        let caught = try findings(
            """
              - { step: pay, run: charge, timeout: 1h }
              - { step: post, run: ship, timeout: 1d, catch: [{ error: any, to: next }] }
            """
        )
        #expect(caught == [])
    }

    @Test func twoChildrenWithPivotsAreSeveral() throws {
        let codes = try findings(
            """
              - { step: pay, run: charge, timeout: never }
              - { step: again, run: charge, timeout: never }
            """
        )
        #expect(codes == ["WB0407 again in sell.yaml"])
    }

    @Test func aChildWithAPivotStandsWhereAPivotMayStand() throws {
        let branch = try findings(
            """
              - step: both
                parallel:
                  money: [{ step: pay, run: charge, timeout: 1h }]
                  goods: [{ step: post, run: ship, timeout: 1d }]
            """
        )
        #expect(branch.contains("WB0410 pay in sell.yaml"))
        let loop = try findings(
            """
              - step: each
                for_each: "[1, 2]"
                as: number
                steps: [{ step: pay, run: charge, timeout: 1h }]
            """
        )
        #expect(loop.contains("WB0410 pay in sell.yaml"))
        let scope = try findings(
            """
              - step: plain
                scope: [{ step: pay, run: charge, timeout: 1h }]
            """
        )
        #expect(scope == [])
    }

    @Test func anEndingThatUndoesAfterTheChildsPivotIsReported() throws {
        let codes = try findings(
            """
              - { step: pay, run: charge, timeout: 1h }
              - step: check
                route: [{ when: run.id == '', finish: rejected }]
                else: { to: next }
            """,
            outcomes: "sold: keep, rejected: undo"
        )
        #expect(codes == ["WB0414 rejected in sell.yaml"])
    }

    @Test func aRunNeedsALimitUnlessNobodyWaitsForIt() throws {
        #expect(try findings("  - { step: post, run: ship }") == ["WB0504 ship in sell.yaml"])
        #expect(try findings("  - { step: post, run: ship, timeout: never }") == [])
        #expect(try findings("  - { step: post, run: bounded }") == [])
        #expect(try findings("  - { step: pay, run: pledge }") == ["WB0504 pledge in sell.yaml"])
        #expect(
            try findings("  - { step: post, run: ship, detach: true, compensate: none }") == []
        )
    }

    @Test func theLimitOfAChildCountsInTheTimeOfWhatIsAroundIt() throws {
        func around(_ limit: String) throws -> [String] {
            try findings(
                """
                  - step: all
                    timeout: \(limit)
                    scope: [{ step: post, run: bounded }]
                    catch: [{ error: timeout, to: next }]
                """
            )
        }
        #expect(try around("30m") == ["WB0503 all in sell.yaml"])
        #expect(try around("2h") == [])
    }
}
