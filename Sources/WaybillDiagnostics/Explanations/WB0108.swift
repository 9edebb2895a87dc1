extension Explanation {
    /// WB0108
    static let useNotFound = Explanation(
        why: """
            A workflow is checked together with the files it uses, and a run keeps all of them. A \
            file that cannot be read, that uses itself in a circle, or that is no file of \
            contracts leaves names undefined.
            """,
        failing: """
            waybill: 1
            workflow: sell
            use: [handlers/stock.yaml]
            steps:
              - step: pause
                wait: 5s
            """,
        mended: """
            waybill: 1
            workflow: sell
            steps:
              - step: pause
                wait: 5s
            """,
        limits: """
            That everything in the used files is needed.
            """
    )
}
