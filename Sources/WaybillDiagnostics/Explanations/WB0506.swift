extension Explanation {
    /// WB0506
    static let holdOutlivesReservation = Explanation(
        why: """
            What a service reserves for a while is gone when the while is over. A run that commits \
            after a wait that may be longer takes money for what somebody else has meanwhile.
            """,
        failing: """
            waybill: 1
            workflow: sell
            handlers:
              seats.hold:
                input: { id: string }
                effect: held
                idempotency: key
                settles_in: 60s
                holds_for: 30m
              seats.free: { input: { id: string }, undoes: held, idempotency: key, safe_if_absent: true }
            input: { id: string }
            defaults: { timeout: 10s }
            steps:
              - step: hold
                call: seats.hold
                with: { id: "${ input.id }" }
                compensate:
                  call: seats.free
                  with: { id: "${ call.input.id }" }
              - step: think
                wait: 2d
            """,
        mended: """
            waybill: 1
            workflow: sell
            handlers:
              seats.hold:
                input: { id: string }
                effect: held
                idempotency: key
                settles_in: 60s
                holds_for: 30m
              seats.free: { input: { id: string }, undoes: held, idempotency: key, safe_if_absent: true }
            input: { id: string }
            defaults: { timeout: 10s }
            steps:
              - step: think
                wait: 2d
              - step: hold
                call: seats.hold
                with: { id: "${ input.id }" }
                compensate:
                  call: seats.free
                  with: { id: "${ call.input.id }" }
            """,
        limits: """
            That the reservation is still there: a service may let go of it sooner, and a run that \
            stands still, parked or without its engine, is not counted. The commit is the pivot, \
            or without one the end of the run; a `for_each` is counted with one iteration.
            """
    )
}
