import CEL
import Foundation
import TestSupport
import Testing
import WaybillInterpreter
import WaybillJournal
import WaybillModel

@Suite struct EventCodecTests {
    @Test func everyKindOfEventHasASample() throws {
        let kinds = Set(try EventSamples.all().map { EventCodec.encode($0).type })
        #expect(Set(EventKind.allCases.map(\.rawValue)).subtracting(kinds).isEmpty)
    }

    @Test func eventsAreReadBackAsTheyWere() throws {
        for event in try EventSamples.all() {
            #expect(try EventCodec.decode(EventCodec.encode(event)) == event)
        }
    }

    /// Stores last for years: a change of this file is a change of the format.
    @Test func theFormatIsTheOneInTheGoldenFile() throws {
        let lines = try EventSamples.all().map { event in
            let stored = EventCodec.encode(event)
            return "\(stored.type) \(stored.version) \(stored.payload)\n"
        }
        expectGolden(lines.joined(), named: "events.txt")
    }

    @Test func theRootAndTheFirstAttemptOfAScopeAreToldApart() throws {
        let scope = StepPath.root.step("pay")
        for path in [.root, scope, scope.attempt(1), scope.attempt(1).step("charge")] {
            let event = Event.compensationFinished(path)
            #expect(try EventCodec.decode(EventCodec.encode(event)) == event)
        }
    }

    @Test func dataAsDeepAsIsReadFromOutsideCanBeStored() throws {
        let deep = try JSON(
            parsing: String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
        )
        let received = Event.eventReceived(
            .root.step("review"),
            CloudEvent(id: "1", source: "desk", type: "t", time: try time(0), data: deep)
        )
        #expect(try EventCodec.decode(EventCodec.encode(received)) == received)
    }

    /// What is put around the deepest value stands here: the lists of a step, and an error's details.
    @Test func dataAsDeepAsIsRecordedCanBeReadBack() throws {
        let deep = (0..<JSON.mostLevels).reduce(JSON.null) { inner, _ in .array([inner]) }
        let step = StepPath.root.step("pay")
        let error = StepError(code: "declined", message: "no", details: deep)
        let events: [Event] = [
            .joined(step, output: .array([deep])),
            .childEnded(step, .failed(error, unresolved: [step])),
            .compensationStarted(step, .error(error)),
        ]
        for event in events { #expect(try EventCodec.decode(EventCodec.encode(event)) == event) }
    }

    @Test func aRunOfBeforeThereWereCorrelationsIsItsOwn() throws {
        let stored = EncodedEvent(
            type: "run_started",
            version: 1,
            payload: #"{"run":"sell-7","workflow":"sell","digest":"sha256:abc","input":null}"#
        )
        let start = RunStarted(
            run: "sell-7",
            workflow: "sell",
            digest: "sha256:abc",
            key: nil,
            correlation: "sell-7",
            input: .null
        )
        #expect(try EventCodec.decode(stored) == .runStarted(start))
    }

    @Test(arguments: [
        ("step_paused", 1, "{}", "is of a type that this version does not know: step_paused"),
        (
            "step_skipped", 2, #"{"path":"tell"}"#,
            "is step_skipped of format 2; this version knows up to 1"
        ),
        (
            "step_skipped", 0, #"{"path":"tell"}"#,
            "is step_skipped of format 0; this version knows up to 1"
        ),
        ("step_skipped", 1, "", "is not JSON: the text ends where a value is expected, at byte 0"),
        ("step_skipped", 1, "[]", "is not an object"),
        ("step_skipped", 1, "{}", "path is missing"),
        ("step_skipped", 1, #"{"path":"a//b"}"#, #"path is not a path: "a//b""#),
        ("step_skipped", 1, #"{"path":7}"#, "path is not a path: 7"),
        (
            "wait_started", 1, #"{"path":"nap","until":"tomorrow"}"#,
            #"until is not a time: "tomorrow""#
        ),
        (
            "scope_entered", 1, #"{"path":"pay","attempt":99999999999999999999}"#,
            "attempt is not an integer: 99999999999999999999"
        ),
        (
            "step_failed", 1,
            #"{"path":"pay","error":{"code":"x","message":"","effect":"maybe"}}"#,
            #"error.effect is not an effect: "maybe""#
        ),
        ("timer_fired", 1, #"{"timer":"alarm"}"#, "timer is unknown: alarm"),
        (
            "run_failed", 1,
            #"{"error":{"code":"x","message":"","effect":"none"},"unresolved":["a",1]}"#,
            "unresolved[1] is not a path: 1"
        ),
    ])
    func whatCannotBeReadIsNamed(
        type: String,
        version: Int,
        payload: String,
        message: String
    ) throws {
        let error = #expect(throws: PayloadError.self) {
            try EventCodec.decode(EncodedEvent(type: type, version: version, payload: payload))
        }
        #expect(error.map { "\($0)" } == message)
    }
}
