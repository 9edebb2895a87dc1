import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// Which event a step takes.
@Suite struct AwaitTests {
    private static func review(_ keys: String) -> String {
        """
        - step: review
          await: order.decided
        \(keys.indented(2))
          timeout: 2d
        - step: check
          route: [{ when: steps.review.approved, finish: sold }]
          else: { finish: rejected }
        """
    }

    private static let approved = #"{"order": "A-1", "approved": true}"#
    private static let refused = #"{"order": "A-1", "approved": false}"#

    @Test func anEventForWhichWhereDoesNotHoldIsLeft() throws {
        var run = try Script(Self.review("where: event.data.approved"))
        #expect(run.tell() == ["started", "review awaits {}"])
        try run.send("order.decided", Self.refused)
        #expect(run.tell() == [])
        try run.send("order.decided", Self.approved)
        #expect(run.end == "completed sold null")
    }

    @Test func matchAndWhereMustBothHold() throws {
        var run = try Script(
            Self.review("match: { order: input.order }\nwhere: event.data.approved")
        )
        try run.send("order.decided", #"{"order": "B-2", "approved": true}"#)
        try run.send("order.decided", Self.refused)
        #expect(run.status == .waiting)
        try run.send("order.decided", Self.approved)
        #expect(run.end == "completed sold null")
    }

    @Test(arguments: [
        "event.id == 'e-1'", "event.source == '/test'", "event.type == 'order.decided'",
        "event.?subject.orValue('none') == 'A-1'", "event.time <= now", "event.data.approved",
        "event.data.order == input.order", "now - run.started_at == duration('90s')",
    ])
    func whereSeesTheEventAndAllThatTheStepSees(condition: String) throws {
        var run = try Script(Self.review("where: \"\(condition)\""))
        run.pass(.seconds(90))
        run.send(
            CloudEvent(
                id: "e-1",
                source: "/test",
                type: "order.decided",
                subject: "A-1",
                time: run.now,
                data: try JSON(parsing: Self.approved)
            )
        )
        #expect(run.end == "completed sold null")
    }

    @Test func anEventForWhichWhereCannotBeComputedIsLeftAndNotedOnce() throws {
        var run = try Script(Self.review("where: 1 / int(event.?subject.orValue('0')) > 0"))
        _ = run.tell()
        try run.send("order.decided", Self.approved)
        #expect(run.tell() == ["review passed over e-1: expression"])
        #expect(run.status == .waiting)
        #expect(
            run.state.warnings.map(\.text) == [
                "event e-1 from /test was not taken, since its `where` could not be computed: "
                    + "division by zero"
            ]
        )
        try run.send("order.decided", Self.approved)
        #expect(run.tell() == [])
    }

    @Test func anEventWhoseDataDoesNotFitIsToldFromAnotherOne() throws {
        let run = try Script(Self.review("match: { order: input.order }"))
        #expect(try run.reception(of: "order.decided", #"{"order": "A-1"}"#).isUnfit)
        #expect(try run.reception(of: "order.decided", #"{"order": "B-2"}"#).isOther)
        #expect(try run.reception(of: "order.unheard_of", Self.approved).isOther)
    }

    // MARK: Several types

    private static let either = """
        - step: word
          await: [order.decided, order.withdrawn]
          match: { order: input.order }
          timeout: 2d
        - step: note
          set:
            type: ${ steps.word.type }
            approved: ${ steps.word.data.?approved.orValue(false) }
            why: ${ steps.word.data.?why.orValue('-') }
        """

    @Test(arguments: [
        ("order.decided", approved, #"{"type":"order.decided","approved":true,"why":"-"}"#),
        (
            "order.withdrawn", #"{"order": "A-1", "why": "late"}"#,
            #"{"type":"order.withdrawn","approved":false,"why":"late"}"#
        ),
    ])
    func anEventOfOneOfTheTypesIsTakenWithItsType(
        type: EventType,
        data: String,
        note: String
    ) throws {
        var run = try Script(Self.either)
        try run.send(type, data)
        #expect(run.tell().contains("note set \(note)"))
    }

    @Test func eachTypeHasDataOfItsOwn() throws {
        let run = try Script(Self.either)
        #expect(try run.reception(of: "order.withdrawn", Self.approved).isUnfit)
        #expect(try run.reception(of: "order.withdrawn", #"{"order": "B-2", "why": ""}"#).isOther)
    }

    @Test func whereTellsTheTypesApart() throws {
        var run = try Script(
            """
            - step: word
              await: [order.decided, order.withdrawn]
              where: event.type == 'order.withdrawn' || event.data.?approved.orValue(false)
              timeout: 2d
            """
        )
        try run.send("order.decided", Self.refused)
        #expect(run.status == .waiting)
        try run.send("order.withdrawn", #"{"order": "A-1", "why": "late"}"#)
        #expect(run.end == "completed - null")
    }

    // MARK: Two awaits, and a timer

    @Test func anEventForTwoAwaitsOfARunIsTakenByTheFirst() throws {
        var run = try Script(
            """
            - step: both
              parallel:
                one: [{ step: first, await: order.decided, match: { order: input.order }, timeout: 1d }]
                two: [{ step: second, await: order.decided, match: { order: input.order }, timeout: 1d }]
            """
        )
        _ = run.tell()
        try run.send("order.decided", Self.approved, id: "e-1")
        try run.send("order.decided", Self.approved, id: "e-1")
        #expect(
            run.tell() == [
                #"both.one/first received {"order":"A-1","approved":true}"#, "both.one ended",
            ]
        )
        try run.send("order.decided", Self.approved, id: "e-2")
        #expect(run.end == "completed - null")
    }

    @Test func whenTheEventIsRecordedFirstTheTimerComesTooLate() throws {
        var run = try Script(Self.review("match: { order: input.order }"))
        run.pass(.seconds(2 * 86_400 - 1))
        try run.send("order.decided", Self.approved)
        run.play(.timerFired(.awaitDeadline(StepPath.root.step("review"))))
        #expect(run.state.end == .completed("sold", output: .null))
    }

    @Test func whenTheTimerIsRecordedFirstTheEventComesTooLate() throws {
        var run = try Script(
            Self.review("match: { order: input.order }\ncatch: [{ error: timeout, fail: late }]")
        )
        run.pass(.seconds(2 * 86_400))
        #expect(try run.reception(of: "order.decided", Self.approved).isOther)
        #expect(run.end == "failed: late")
    }
}

extension Script {
    /// What the step that waits makes of an event.
    fileprivate func reception(of type: EventType, _ data: String) throws -> Reception {
        let subscription = state.commands.compactMap { command in
            if case .await(let subscription) = command { subscription } else { nil }
        }.first
        let event = CloudEvent(
            id: "e-9",
            source: "/test",
            type: type,
            time: now,
            data: try JSON(parsing: data)
        )
        guard let subscription else { return .other }
        return state.reception(of: event, by: subscription, at: now)
    }
}

extension Reception {
    fileprivate var isOther: Bool { if case .other = self { true } else { false } }
    fileprivate var isUnfit: Bool { if case .unfit = self { true } else { false } }
}
