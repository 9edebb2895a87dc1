extension Explanation {
    /// WB0103
    static let missingKey = Explanation(
        why: """
            Some keys have no sensible default: what a step does, how often a loop may go round, \
            which version of the language a file is in. A default would be a guess that somebody \
            has to find out about later.
            """,
        failing: """
            waybill: 1
            workflow: sell
            steps:
              - step: again
                repeat: 3
                steps:
                  - step: pause
                    wait: 5s
            """,
        mended: """
            waybill: 1
            workflow: sell
            steps:
              - step: again
                repeat: 3
                until: run.id == ''
                steps:
                  - step: pause
                    wait: 5s
            """,
        limits: """
            That optional keys are left out on purpose. Rules of their own ask for those whose \
            absence costs money, such as `timeout` (WB0504) and `compensate` (WB0401).
            """
    )
}
