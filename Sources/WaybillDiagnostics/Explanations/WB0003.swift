extension Explanation {
    /// WB0003
    static let duplicateKey = Explanation(
        why: """
            Of two equal keys most YAML tools silently keep one, and not all keep the same one. \
            Here the first is read, and the second is a mistake: one of the two settings would \
            not be in force.
            """,
        failing: """
            waybill: 1
            workflow: sell
            timeout: 1d
            timeout: 14d
            steps:
              - step: pause
                wait: 5s
            """,
        mended: """
            waybill: 1
            workflow: sell
            timeout: 14d
            steps:
              - step: pause
                wait: 5s
            """,
        limits: """
            Two steps with the same id are no equal keys: WB0107 finds them.
            """
    )
}
