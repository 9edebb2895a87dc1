import CEL
import Foundation
import ProcessSupport
import Testing

/// Runs that are being undone and have nothing to do now but wait: the command ends and says for what.
@Suite(.timeLimit(.minutes(2))) struct RestingTests {
    private static let files = [
        "shop.yaml": """
        waybill: 1
        handlers:
          shop.pay:
            input: { order: string }
            idempotency: key
            effect: paid
            settles_in: 5m
          shop.refund:
            input: { order: string }
            errors: { till_closed: { retry: never } }
            undoes: paid
            idempotency: natural
            safe_if_absent: true
        """,
        "pay.yaml": """
        waybill: 1
        workflow: pay
        use: [shop.yaml]
        input: { id: string }
        outcomes: { paid: keep }
        key: input.id
        timeout: 1d
        defaults: { timeout: 1s, retry: { max_attempts: 1 } }
        steps:
          - step: pay
            call: shop.pay
            with: { order: "${ input.id }" }
            compensate: { call: shop.refund, with: { order: "${ input.id }" } }
          - { step: done, finish: paid }
        """,
        "sell.yaml": """
        waybill: 1
        workflow: sell
        use: [pay.yaml]
        input: { id: string }
        key: input.id
        timeout: 1d
        steps:
          - { step: money, run: pay, with: { id: "${ input.id }" }, timeout: 2h }
          - { step: boom, fail: kaboom }
        """,
        "closed.yaml": """
        waybill: 1
        bindings:
          shop.pay: { mock: {} }
          shop.refund: { mock: { error: { code: till_closed } } }
        """,
        "silent.yaml": """
        waybill: 1
        bindings:
          shop.pay: { mock: { latency: 3s } }
          shop.refund: { mock: {} }
        """,
        "order.json": #"{ "id": "1" }"#,
    ]

    private func desk() throws -> Desk {
        let desk = try Desk()
        for (name, text) in Self.files { try desk.folder.write(text, to: name) }
        return desk
    }

    private static func run(_ workflow: String, _ bindings: String) -> [String] {
        ["run", workflow, "--order", "order.json", "--bindings", bindings]
    }

    @Test func aRunWhoseChildIsParkedRestsAndNamesIt() async throws {
        let desk = try desk()
        let ended = try await desk.waybill(Self.run("sell.yaml", "closed.yaml"))
        #expect(ended.exitCode == 4)
        #expect(ended.output.contains("run sell-1/money, which belongs to it, is parked"))
        #expect(ended.output.contains("waybill status sell-1/money"))

        let resumed = try await desk.waybill("resume", "--bindings", "closed.yaml")
        #expect(resumed.exitCode == 4)
        #expect(resumed.output.contains("run sell-1/money, which belongs to it, is parked"))

        let json = try await desk.waybill(
            ["resume", "--bindings", "closed.yaml", "--format", "json"]
        ).json
        #expect(json.elements.first?["parked_runs"]?.elements == [.string("sell-1/money")])

        let retried = try await desk.waybill("retry", "sell-1")
        #expect(retried.exitCode == 1)
        #expect(retried.error.contains("run sell-1/money, which belongs to it, is parked"))
    }

    /// What one turn does to a run and to its child is told in the order in which it came about.
    @Test func aCauseIsToldBeforeWhatFollowsFromIt() async throws {
        let desk = try desk()
        let ran = try await desk.waybill(Self.run("sell.yaml", "closed.yaml")).output
        expectInOrder(
            [
                "started sell\n", "runs pay\n", "started pay\n", "finishes as paid\n",
                "its run ended completed\n", "failed: kaboom", "undoing what was done: kaboom",
                "undoing what was done, for the run it belongs to: kaboom",
            ],
            in: ran
        )
        _ = try await desk.waybill("skip", "sell-1/money", "--reason", "no")
        let resumed = try await desk.waybill("resume", "--bindings", "closed.yaml").output
        expectInOrder(["skipped by an operator: no\n", "its run ended failed\n"], in: resumed)
    }

    private func expectInOrder(_ texts: [String], in whole: String) {
        let places = texts.map { whole.range(of: $0)?.lowerBound }
        #expect(!places.contains(nil), "\(whole)")
        #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted(), "\(whole)")
    }

    @Test func anUndoThatIsDueInSomeMinutesIsNotWaitedFor() async throws {
        let desk = try desk()
        let ended = try await desk.waybill(Self.run("pay.yaml", "silent.yaml"))
        #expect(ended.exitCode == 4)
        #expect(try await desk.status(of: "pay-1") == "compensating")
        #expect(ended.output.contains("\n  pay is undone at 20"))
        #expect(ended.output.contains(" UTC, when its call can no longer take effect\n"))
        #expect(try await desk.waybill("resume", "--bindings", "silent.yaml").exitCode == 4)
    }
}
