import CEL
import Foundation
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// Events of every kind, with each shape that their payloads can have.
enum EventSamples {
    static func all() throws -> [Event] {
        let path = StepPath.root.step("reserve").iterated(3).step("hold")
        let scope = StepPath.root.step("pay")
        let operation = OperationID(path)
        let undo = OperationID(path, .undo)
        let input: JSON = .object([
            .init("order", .string("1001")), .init("amount", .number("10.50")),
        ])
        let error = StepError(
            code: "card_declined",
            message: "The card is \"declined\".",
            details: .object([.init("reason", .string("limit"))]),
            effect: .unknown
        )
        let plain = StepError(code: .timeout, message: "")

        return [
            .runStarted(
                RunStarted(
                    run: "fulfil_order-1001",
                    workflow: "fulfil_order",
                    digest: "sha256:abc",
                    key: "1001",
                    correlation: "web-77",
                    event: CloudEvent.Identity(source: "desk", id: "e-1"),
                    input: input
                )
            ),
            .runStarted(
                RunStarted(
                    run: "fulfil_order-x7",
                    workflow: "fulfil_order",
                    digest: "sha256:abc",
                    key: nil,
                    input: .null
                )
            ),
            .runStarted(
                RunStarted(
                    run: "fulfil_order-1001/ship#2",
                    workflow: "ship_parcel",
                    digest: "sha256:abc",
                    key: nil,
                    parent: ParentStep(
                        run: "fulfil_order-1001",
                        path: StepPath.root.step("ship"),
                        isDetached: true
                    ),
                    input: .null
                )
            ),
            .stepSkipped(StepPath.root.step("tell")),
            .callStarted(path, input: input),
            .ruleTaken(StepPath.root.step("triage"), rule: 0),
            .ruleTaken(StepPath.root.step("triage"), rule: nil),
            .valuesSet(path, output: input),
            .allocationDecided(StepPath.root.step("source"), plan: input),
            .waitStarted(path, until: try time(1, nanoseconds: 1)),
            .waitStarted(path, until: .latest),
            .awaitStarted(path, match: [.init("order_id", .string("1001"))]),
            .eventReceived(path, try cloudEvent("e-1")),
            .eventEmitted(operation, try cloudEvent("e-2")),
            .eventEmitted(
                undo,
                CloudEvent(
                    id: "run/hold/undo",
                    source: "/waybill/fulfil_order",
                    type: "order.released",
                    subject: "1001",
                    time: try time(3),
                    correlation: "web-77",
                    data: .object([])
                )
            ),
            .eventPassedOver(path, try cloudEvent("e-2").identity, plain),
            .lockRequested(scope, "payout/acme", slots: 3),
            .lockAcquired(scope),
            .reminderStarted(path, number: 2),
            .scopeEntered(scope, attempt: 2),
            .scopeCompleted(scope, output: .array([])),
            .parallelStarted(scope, needed: 2),
            .forEachStarted(scope, elements: [input, .null], needed: 1),
            .roundStarted(scope, round: 3),
            .listEnded(scope.list(.branch("labels"), attempt: 1), collected: nil),
            .listEnded(scope.list(.iteration(4), attempt: 2), collected: input),
            .roundEnded(scope.list(.round(3), attempt: 1), collected: .null, isLast: true),
            .joined(scope, output: input),
            .childStarted(path, input: input),
            .childDetached(path),
            .childCommitted(path),
            .childEnded(path, .completed("shipped", output: input)),
            .childEnded(path, .completed(nil, output: .null)),
            .childEnded(path, .compensated(error)),
            .childEnded(path, .failed(plain, unresolved: [path, scope])),
            .childEnded(path, .cancelled(reason: "changed my mind")),
            .childEnded(path, .cancelled(reason: nil)),
            .stepFailed(path, error),
            .errorCaught(path, rule: 1, output: .null),
            .errorCaught(path, rule: 1, output: nil),
            .finishReached(path, "rejected", output: .object([])),
            .stepParked(path, plain),
            .attemptStarted(operation, attempt: 1),
            .attemptSucceeded(undo, attempt: 2, output: .bool(true)),
            .attemptFailed(operation, attempt: 3, AttemptFailure(error, retryAfter: .seconds(90))),
            .attemptFailed(
                undo,
                attempt: 4,
                AttemptFailure(plain, retryAfter: .milliseconds(250))
            ),
            .attemptInterrupted(operation, attempt: 5),
            .retryScheduled(OperationID(scope), attempt: 2, at: try time(7, nanoseconds: 5)),
            .compensationStarted(.root, .error(error)),
            .compensationStarted(scope.attempt(1), .finish("rejected", output: input)),
            .compensationStarted(scope.attempt(2), .cancelled(reason: nil)),
            .compensationStarted(scope, .raceLost),
            .compensationStarted(.root, .requested(error)),
            .compensationRequested(plain),
            .settlingStarted(path),
            .undoStarted(path, input: input),
            .undoGaveUp(path, error),
            .compensationFinished(.root),
            .timerFired(.attemptDeadline(undo, attempt: 2)),
            .timerFired(.retry(operation, attempt: 2)),
            .timerFired(.wait(path)),
            .timerFired(.awaitDeadline(path)),
            .timerFired(.lockDeadline(scope)),
            .timerFired(.scopeDeadline(.root)),
            .timerFired(.settled(path)),
            .timerFired(.round(scope)),
            .timerFired(.reminder(path)),
            .cancelRequested(reason: "the customer called"),
            .cancelRequested(reason: nil),
            .retryRequested(undo),
            .retryRequested(OperationID(undoing: path, by: "refund")),
            .operationResolved(operation, output: input, reason: "settled by hand"),
            .operationSkipped(undo, reason: "released by telephone"),
            .endingDecided(.completed("fulfilled", output: input)),
            .endingDecided(.compensated(error)),
            .endingDecided(.failed(plain, unresolved: [path])),
            .endingDecided(.cancelled(reason: nil)),
            .runCompleted("fulfilled", output: input),
            .runCompleted(nil, output: .null),
            .runCompensated(error),
            .runFailed(error, unresolved: [path, StepPath.root.step("authorize")]),
            .runCancelled(reason: "the customer called"),
        ]
    }
}

extension StepPath {
    /// The path of the list that an iteration of the loop at this path runs.
    func iterated(_ index: Int) -> StepPath { StepPath(elements + [.iteration(index)]) }
}
