import CEL
import TestSupport
import WaybillInterpreter
import WaybillModel

/// Events that no run would record: of steps that are elsewhere or unknown, with numbers out of
/// range. Folding them in must not trap.
enum HostileEvent {
    static func any(using random: inout SeededRandom) -> Event {
        let path = path(&random)
        let ids = [
            OperationID(path), OperationID(path, .undo), OperationID(undoing: path, by: "told"),
            OperationID(undoing: path, by: "unheard_of"),
        ]
        let id = ids.randomElement(using: &random) ?? OperationID(path)
        let attempt = [Int.min, -1, 0, 1, 2, 3, Int.max].randomElement(using: &random) ?? 0
        let number = Int.random(in: -2...3, using: &random)
        let error = StepError(
            code: ["timeout", "declined", "hopeless"].randomElement(using: &random) ?? "timeout",
            message: "",
            effect: Bool.random(using: &random) ? .none : .unknown
        )
        let failure = AttemptFailure(
            error,
            retryAfter: [nil, .seconds(Int64.max), .seconds(-5)].randomElement(using: &random)
                ?? nil
        )
        let output = output(&random)
        let events: [Event] = [
            .stepSkipped(path), .callStarted(path, input: output), .ruleTaken(path, rule: attempt),
            .ruleTaken(path, rule: nil), .valuesSet(path, output: output),
            .allocationDecided(path, plan: output),
            .waitStarted(path, until: .latest),
            .awaitStarted(path, match: [.init("order", .string("A-1"))]),
            .lockRequested(path, "shelf", slots: attempt), .lockAcquired(path),
            .timerFired(.lockDeadline(path)), .endingDecided(.compensated(error)),
            .endingDecided(.completed("sold", output: output)),
            .scopeEntered(path, attempt: attempt), .scopeEntered(path, attempt: number),
            .scopeCompleted(path, output: output), .stepFailed(path, error),
            .parallelStarted(path, needed: attempt),
            .forEachStarted(path, elements: [output, .null], needed: number),
            .reminderStarted(path, number: attempt), .reminderStarted(path, number: number),
            .timerFired(.reminder(path)),
            .roundStarted(path, round: attempt), .roundStarted(path, round: number),
            .listEnded(path, collected: output), .joined(path, output: output),
            .roundEnded(path, collected: nil, isLast: number > 0),
            .childStarted(path, input: output), .childDetached(path), .childCommitted(path),
            .childEnded(path, .completed("sold", output: output)),
            .childEnded(path, .failed(error, unresolved: [path])), .compensationRequested(error),
            .compensationStarted(path, .raceLost), .timerFired(.round(path)),
            .errorCaught(path, rule: attempt, output: output),
            .errorCaught(path, rule: 0, output: nil), .finishReached(path, "sold", output: output),
            .finishReached(path, "unheard_of", output: output), .stepParked(path, error),
            .attemptStarted(id, attempt: attempt), .attemptStarted(id, attempt: number),
            .attemptSucceeded(id, attempt: attempt, output: output),
            .attemptFailed(id, attempt: number, failure),
            .attemptInterrupted(id, attempt: number),
            .retryScheduled(id, attempt: attempt, at: .latest),
            .retryScheduled(id, attempt: number, at: .earliest),
            .compensationStarted(path, .error(error)), .settlingStarted(path),
            .undoStarted(path, input: output), .undoGaveUp(path, error),
            .compensationFinished(path), .timerFired(.attemptDeadline(id, attempt: number)),
            .timerFired(.retry(id, attempt: attempt)), .timerFired(.wait(path)),
            .timerFired(.awaitDeadline(path)), .timerFired(.scopeDeadline(path)),
            .timerFired(.settled(path)), .retryRequested(id),
            .operationResolved(id, output: output, reason: ""),
            .operationSkipped(id, reason: ""), .cancelRequested(reason: nil),
            .eventEmitted(
                id,
                CloudEvent(id: "1", source: "/", type: "order.sold", time: .latest, data: output)
            ),
            .eventPassedOver(path, CloudEvent.Identity(source: "/", id: "1"), error),
            .eventReceived(
                path,
                CloudEvent(id: "1", source: "/", type: "order.decided", time: .latest, data: output)
            ),
        ]
        return events.randomElement(using: &random) ?? .cancelRequested(reason: nil)
    }

    /// All that an operator can ask, of what may not be there.
    static let requests: [OperatorRequest] = [
        .cancel(reason: nil), .retry(StepPath("pack#2/label")), .skip(.root, reason: ""),
        .resolve(nil, output: .array([]), reason: ""),
    ]

    static func time(_ random: inout SeededRandom) -> Timestamp {
        [.earliest, .latest, Script.start].randomElement(using: &random) ?? .latest
    }

    private static func path(_ random: inout SeededRandom) -> StepPath {
        let paths = [
            "charge", "pack", "pack/reserve", "pack/label", "pack#2/reserve", "review", "capture",
            "tell", "done", "both", "both.goods", "both.goods/spare", "each[1]", "each", "ask@2",
            "announce", "parcel",
            "ask",
            "ask@1/look", "review@1", "review@1/nudge", "unheard_of", "charge/pack",
            "pack[3]/label", "a.b/c@2/d",
        ]
        let path = paths.randomElement(using: &random).flatMap { StepPath($0) } ?? .root
        return Int.random(in: 0..<6, using: &random) == 0 ? path.attempt(1) : path
    }

    private static func output(_ random: inout SeededRandom) -> JSON {
        let outputs: [JSON] = [
            .null, .string("x"), .number("1e999"), .array([]),
            .object([.init("label", .string("l1"))]), .object([.init("charge", .bool(true))]),
        ]
        return outputs.randomElement(using: &random) ?? .null
    }
}
