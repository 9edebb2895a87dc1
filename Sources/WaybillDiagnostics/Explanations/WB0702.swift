extension Explanation {
    /// WB0702
    static let badBinding = Explanation(
        why: """
            A binding says how a handler is reached. A handler of the workflow that has none, or \
            one that needs a variable of the environment that is not set, cannot be called; runs \
            would rest at that step until somebody looks.
            """,
        failing: .bindings(
            """
            waybill: 1
            bindings:
              stock.cuont: { mock: { output: { pieces: 3 } } }
            """,
            workflow: """
                waybill: 1
                workflow: sell
                handlers:
                  stock.count: { output: { pieces: int }, effect: none }
                defaults: { timeout: 10s }
                steps:
                  - step: count
                    call: stock.count
                """
        ),
        mended: .bindings(
            """
            waybill: 1
            bindings:
              stock.count: { mock: { output: { pieces: 3 } } }
            """,
            workflow: """
                waybill: 1
                workflow: sell
                handlers:
                  stock.count: { output: { pieces: int }, effect: none }
                defaults: { timeout: 10s }
                steps:
                  - step: count
                    call: stock.count
                """
        ),
        limits: """
            That anything answers there. Without a workflow, as `waybill lint` reads it, a file \
            of bindings is only held against the language.
            """
    )
}
