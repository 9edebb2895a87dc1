import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// Steps that decide by a policy (LANGUAGE.md, "Warehouse routing").
@Suite struct AllocateTests {
    static let note = """
        - step: note
          set: { sites: "${ steps.source.parcels.map(p, p.site) }" }
        """

    @Test func thePlanIsRecordedAndReadByLaterSteps() throws {
        let run = try Script(Script.source + "\n" + Self.note)
        let plan = try #require(run.plans.first)
        #expect(plan["decision"] == .string("ship"))
        #expect(plan["policy"]?["name"] == .string("by_priority"))
        #expect(run.noted == .array([.string("BER")]))
    }

    @Test func aPlanInTheJournalIsNotDecidedAgain() throws {
        let run = try Script(Script.source + "\n" + Self.note)
        let events = run.journal.prefix(2).map { recorded in
            guard case .allocationDecided(let path, let plan) = recorded.event else {
                return recorded
            }
            return RecordedEvent(
                sequence: recorded.sequence,
                time: recorded.time,
                event: .allocationDecided(path, plan: plan.replacingTexts("BER", with: "MUC"))
            )
        }
        let state = RunState(id: run.state.id, workflow: run.state.workflow, events: events)
        let sites = JSON.object([.init("sites", .array([.string("MUC")]))])
        #expect(state.nextFact == .valuesSet(.root.step("note"), output: sites))
    }

    @Test func whatNoSiteHasFailsTheStepWithThePlan() throws {
        let run = try Script(Script.source, input: #"{"order": "A-1", "amount": 50}"#)
        guard case .failed(let error, _)? = run.state.end else {
            Issue.record("not failed")
            return
        }
        #expect(error.code == .unfilled)
        #expect(error.effect == .none)
        #expect(error.details?["decision"] == .string("partial"))
    }

    @Test(arguments: [
        ("by_priority", "no parcel carries 1 of the order's lines in full"),
        (
            "at_once",
            "no parcel carries 1 of the order's lines in full; the search ended before the plan was "
                + "proved"
        ),
    ])
    func whatIsNotProvedIsToldOfWhatIsUnfilled(policy: String, message: String) throws {
        let run = try Script(
            Script.source.replacing("by_priority", with: policy),
            input: #"{"order": "A-1", "amount": 50}"#
        )
        guard case .failed(let error, _)? = run.state.end else {
            Issue.record("not failed")
            return
        }
        #expect(error.message == message)
    }

    @Test func unfilledCanBeCaught() throws {
        let run = try Script(
            """
            \(Script.source)
              catch: [{ error: unfilled, finish: rejected }]
            """,
            input: #"{"order": "A-1", "amount": 50}"#
        )
        #expect(run.plans == [])
        #expect(run.failures == ["unfilled"])
        #expect(run.state.status == .completed)
    }

    @Test func aValueThatMakesNoSenseIsRejected() throws {
        let run = try Script(Script.source, input: #"{"order": "A-1", "amount": -1}"#)
        #expect(run.failures == ["rejected_input"])
    }

    @Test func whatIsGivenMayFailToBeComputed() throws {
        let run = try Script(
            Script.source.replacing("${ input.amount }", with: "${ 1 / (input.amount - 30) }")
        )
        #expect(run.failures == ["expression"])
    }

    @Test func pastThePivotAFailureParksAndAnOperatorSaysWhatIsSent() throws {
        var run = try Script(
            Script.capture + "\n" + Script.source + "\n" + Self.note,
            input: #"{"order": "A-1", "amount": 50}"#
        )
        try run.answer("capture", #"{"charge": "c"}"#)
        #expect(run.state.status == .parked)
        try run.ask(.retry(nil))
        #expect(run.state.status == .parked)
        #expect(throws: Refusal.self) {
            try run.ask(.resolve(nil, output: .object([]), reason: "by hand"))
        }
        let details = run.journal.compactMap { recorded -> JSON? in
            if case .stepParked(_, let error) = recorded.event { error.details } else { nil }
        }
        try run.ask(.resolve(nil, output: try #require(details.last), reason: "by hand"))
        #expect(run.state.status == .completed)
        #expect(run.noted == .array([.string("BER"), .string("MUC")]))
    }

    @Test func whatIsDecidedAboutCanBeAskedForAgain() throws {
        let run = try Script(Script.source)
        let state = RunState(
            id: run.state.id,
            workflow: run.state.workflow,
            events: Array(run.journal.prefix(1))
        )
        let (allocate, input) = try #require(try state.allocationInput(at: .root.step("source")))
        #expect(try allocate.plan(for: input, at: state.now) == run.plans.first)
        #expect(try run.state.allocationInput(at: .root.step("source")) == nil)
    }
}

extension Script {
    /// The plans that the run recorded.
    var plans: [JSON] {
        journal.compactMap { recorded in
            if case .allocationDecided(_, let plan) = recorded.event { plan } else { nil }
        }
    }

    /// What the step `note` computed.
    fileprivate var noted: JSON? {
        journal.compactMap { recorded -> JSON? in
            if case .valuesSet(_, let output) = recorded.event { output["sites"] } else { nil }
        }.first
    }

    /// The codes with which steps failed.
    var failures: [ErrorCode] {
        journal.compactMap { recorded in
            if case .stepFailed(_, let error) = recorded.event { error.code } else { nil }
        }
    }
}

extension JSON {
    /// The value with one text in place of another.
    fileprivate func replacingTexts(_ old: String, with new: String) -> JSON {
        switch self {
        case .string(old): .string(new)
        case .array(let elements): .array(elements.map { $0.replacingTexts(old, with: new) })
        case .object(let members):
            .object(members.map { .init($0.name, $0.value.replacingTexts(old, with: new)) })
        default: self
        }
    }
}
