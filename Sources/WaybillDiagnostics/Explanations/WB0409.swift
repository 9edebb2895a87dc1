extension Explanation {
    /// WB0409
    static let compensationCanGiveUp = Explanation(
        why: """
            Undoing is for bad days, and on these services may be away for long. An undo that \
            gives up within the hour leaves money taken or goods reserved until an operator has \
            looked. Without a `retry` of its own it goes on for a day.
            """,
        failing: """
            waybill: 1
            workflow: sell
            handlers:
              card.hold: { input: { id: string }, effect: held, idempotency: key, settles_in: 60s }
              card.release: { input: { id: string }, undoes: held, idempotency: key, safe_if_absent: true }
            input: { id: string }
            defaults: { timeout: 10s }
            steps:
              - step: hold
                call: card.hold
                with: { id: "${ input.id }" }
                compensate:
                  call: card.release
                  with: { id: "${ call.input.id }" }
                  retry: { max_attempts: 3 }
            """,
        mended: """
            waybill: 1
            workflow: sell
            handlers:
              card.hold: { input: { id: string }, effect: held, idempotency: key, settles_in: 60s }
              card.release: { input: { id: string }, undoes: held, idempotency: key, safe_if_absent: true }
            input: { id: string }
            defaults: { timeout: 10s }
            steps:
              - step: hold
                call: card.hold
                with: { id: "${ input.id }" }
                compensate:
                  call: card.release
                  with: { id: "${ call.input.id }" }
                  retry: { max_attempts: unlimited, max_delay: 10m }
            """,
        limits: """
            That the undo succeeds: a service may refuse it for good, and then the run is parked. \
            Where parking soon is what is wanted, allow the rule there and say why.
            """
    )
}
