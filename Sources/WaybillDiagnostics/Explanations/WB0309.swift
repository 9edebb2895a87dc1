extension Explanation {
    /// WB0309
    static let unknownHandler = Explanation(
        why: """
            A handler, type, event, workflow or policy that is declared nowhere has no contract: neither \
            what it takes nor how it may be repeated or undone is known.
            """,
        failing: """
            waybill: 1
            workflow: sell
            handlers:
              stock.count: { output: { pieces: int }, effect: none }
            defaults: { timeout: 10s }
            steps:
              - step: count
                call: stock.cuont
            """,
        mended: """
            waybill: 1
            workflow: sell
            handlers:
              stock.count: { output: { pieces: int }, effect: none }
            defaults: { timeout: 10s }
            steps:
              - step: count
                call: stock.count
            """,
        limits: """
            That something is bound to it when it runs: `waybill run` asks for that before it \
            starts.
            """
    )
}
