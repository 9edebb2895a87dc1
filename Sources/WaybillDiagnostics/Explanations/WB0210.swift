extension Explanation {
    /// WB0210
    static let leavingABranch = Explanation(
        why: """
            Beside a branch others are running, and behind an iteration others wait. A `finish` \
            or a `to` that left it would end or go past them without saying what becomes of them. \
            `fail` says it: the step around fails or goes on as its `join` says.
            """,
        failing: """
            waybill: 1
            workflow: sell
            outcomes: { sold: keep }
            steps:
              - step: both
                parallel:
                  short: [{ step: nap, wait: 5s }, { step: stop, finish: sold }]
                  long: [{ step: sleep, wait: 10s }]
              - step: done
                finish: sold
            """,
        mended: """
            waybill: 1
            workflow: sell
            outcomes: { sold: keep }
            steps:
              - step: both
                parallel:
                  short: [{ step: nap, wait: 5s }]
                  long: [{ step: sleep, wait: 10s }]
              - step: done
                finish: sold
            """,
        limits: """
            Scopes and rules may be left: what they did stays registered with the run.
            """
    )
}
