import CEL
import ProcessSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct OperatingTests {
    private static let run = "fulfil_order-W-100048"
    private static let approval = #"{"order_id": "W-100048", "approved": true, "by": "kim"}"#

    /// An order that waits for its review, in a process that stays.
    private func review(at desk: Desk) async throws -> ToolProcess {
        let runner = try desk.start(Desk.fulfil("needs_review", "--wait", "forever"))
        try await desk.waitUntil(Self.run, is: "waiting")
        return runner
    }

    @Test func aSecondRunnerIsRefusedAndToldWhoTheFirstIs() async throws {
        let desk = try Desk()
        let runner = try await review(at: desk)
        for command in ["run", "resume"] {
            let ending =
                command == "run"
                ? try await desk.waybill(Desk.fulfil("good"))
                : try await desk.waybill(Desk.resume)
            #expect(ending.exitCode == 1)
            #expect(
                ending.error.contains(
                    "the store waybill.db is in use by `waybill run` (process \(runner.id) on host"
                )
            )
        }
        runner.kill()
        _ = await runner.ending()
    }

    @Test func aRunWhoseHandlersAreNotBoundIsLeftAsItIs() async throws {
        let desk = try Desk()
        _ = try await desk.waybill(Desk.fulfil("needs_review"))
        let payment = [
            "run", Workflows.path("payment_with_approval.yaml"), "--order",
            Workflows.path("payments/large.json"),
        ]
        #expect(try await desk.waybill(payment + Desk.demo).exitCode == 4)
        _ = try await desk.waybill("send", "order.review_decided", "--data", Self.approval)
        let partial = try Workflows.text("bindings/demo.yaml")
            .replacing("  payments.authorize:", with: "  payments.elsewhere:")
        try desk.folder.write(partial, to: "partial.yaml")

        let resumed = try await desk.waybill("resume", "--bindings", "partial.yaml")
        #expect(resumed.exitCode == 4)
        #expect(resumed.error.contains("\(Self.run) is left as it is"))
        #expect(resumed.error.contains("`payments.authorize` has no binding"))
        #expect(try await desk.status(of: Self.run) == "running")

        _ = try await desk.waybill(Desk.resume)
        #expect(try await desk.status(of: Self.run) == "completed")
    }

    @Test func anEventOfATypeThatNoRunKnowsIsKeptWithAWarning() async throws {
        let desk = try Desk()
        _ = try await desk.waybill(Desk.fulfil("needs_review"))
        let sent = try await desk.waybill("send", "order.review_decide", "--data", Self.approval)
        #expect(sent.exitCode == 0)
        #expect(sent.error.contains("did you mean `order.review_decided`?"))
        let known = try await desk.waybill("send", "order.review_decided", "--data", Self.approval)
        #expect(known.error == "")
    }

    @Test func anEventReachesTheProcessThatRunsTheStore() async throws {
        let desk = try Desk()
        let runner = try await review(at: desk)
        let sent = try await desk.waybill("send", "order.review_decided", "--data", Self.approval)
        #expect(sent.exitCode == 0)
        #expect(sent.output.hasPrefix("delivered order.review_decided "))
        let ending = await runner.ending()
        #expect(ending.exitCode == 0)
        #expect(ending.output.contains("\(Self.run) completed: fulfilled"))
    }

    @Test func anEventOfAnotherTypeIsRefusedWithTheReason() async throws {
        let desk = try Desk()
        let runner = try await review(at: desk)
        let sent = try await desk.waybill(
            "send",
            "order.review_decided",
            "--data",
            #"{"order_id": "W-100048", "approved": "yes", "by": "kim"}"#
        )
        #expect(sent.exitCode == 1)
        #expect(sent.error.contains("data.approved: a text stands where bool is expected"))
        runner.kill()
        _ = await runner.ending()
    }

    @Test func anEventIsReadAsACloudEventFromStandardInput() async throws {
        let desk = try Desk()
        let runner = try await review(at: desk)
        let event = """
            {"specversion": "1.0", "id": "7", "source": "desk", "type": "order.review_decided",
             "data": \(Self.approval)}
            """
        let sent = try await desk.waybill("send", "-", input: event)
        #expect(sent.output == "delivered order.review_decided 7\n")
        #expect(await runner.ending().exitCode == 0)
    }

    @Test func aRunIsCancelledWhileAnotherProcessRunsTheStore() async throws {
        let desk = try Desk()
        let runner = try await review(at: desk)
        let cancelled = try await desk.waybill("cancel", Self.run, "--reason", "changed her mind")
        #expect(cancelled.exitCode == 0)
        let ending = await runner.ending()
        #expect(ending.exitCode == 3)
        #expect(ending.output.contains("\(Self.run) cancelled: changed her mind"))
    }

    @Test func whatIsAskedWhileNothingRunsIsStoredAndResumeDeliversIt() async throws {
        let desk = try Desk()
        #expect(try await desk.waybill(Desk.fulfil("needs_review")).exitCode == 4)
        let sent = try await desk.waybill(
            "send",
            "order.review_decided",
            "--data",
            Self.approval,
            "--format",
            "json"
        )
        #expect(sent.exitCode == 0)
        #expect(try sent.json.text("verdict") == "stored")

        let resumed = try await desk.waybill(Desk.resume)
        #expect(resumed.exitCode == 0)
        #expect(resumed.output.contains("\(Self.run) completed: fulfilled"))
    }

    @Test func whatIsParkedIsTriedAgain() async throws {
        let desk = try await Desk.withParkedRun()
        #expect(try await desk.status(of: "sell-1") == "parked")
        #expect(try await desk.waybill("retry", "sell-1").exitCode == 0)
        let resumed = try await desk.waybill("resume", "--bindings", "mended.yaml")
        #expect(resumed.exitCode == 3)
        #expect(resumed.output.contains("sell-1 compensated: everything is undone after no_paper"))
    }

    @Test func whatIsParkedIsTriedAgainByTheProcessThatRunsTheStore() async throws {
        let desk = try await Desk.withParkedRun()
        let runner = try desk.start(["resume", "--bindings", "mended.yaml", "--wait", "forever"])
        let isRunning = await eventually {
            desk.folder.text("waybill.db.lock").contains("waybill resume")
        }
        try #require(isRunning)
        let retried = try await desk.waybill("retry", "sell-1", "pay")
        #expect(retried.output == "sell-1 tries again\n")
        #expect(await runner.ending().exitCode == 3)
        #expect(try await desk.status(of: "sell-1") == "compensated")
    }

    @Test func whatIsParkedIsSettledByHand() async throws {
        let desk = try await Desk.withParkedRun()
        let resolved = try await desk.waybill("resolve", "sell-1", "--reason", "paid in cash")
        #expect(resolved.exitCode == 0)
        #expect(try await desk.waybill("resume", "--bindings", "mended.yaml").exitCode == 3)
        #expect(try await desk.status(of: "sell-1") == "compensated")
        #expect(try await desk.waybill("history", "sell-1").output.contains("paid in cash"))
    }

    @Test func whatIsSkippedEndsTheRunAsFailedAndIsListed() async throws {
        let desk = try await Desk.withParkedRun()
        #expect(try await desk.waybill("skip", "sell-1", "--reason", "no").exitCode == 0)
        let resumed = try await desk.waybill(
            ["resume", "--bindings", "mended.yaml", "--format", "json"]
        )
        #expect(resumed.exitCode == 3)
        let result = try #require(try resumed.json.elements.first)
        #expect(result.text("status") == "failed")
        #expect(result["unresolved"] == .array([.string("pay")]))
    }

    @Test func whatARunCannotDoIsRefusedAtOnce() async throws {
        let desk = try await Desk.withParkedRun()
        let retried = try await desk.waybill("retry", "sell-1", "print")
        #expect(retried.exitCode == 1)
        #expect(retried.error == "error: print is not parked in run sell-1; parked are: pay\n")
    }
}
