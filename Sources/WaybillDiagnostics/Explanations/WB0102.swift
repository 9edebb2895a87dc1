extension Explanation {
    /// WB0102
    static let unknownKey = Explanation(
        why: """
            A key that nobody reads is a setting that is not in force: a step with `timout: 5s` \
            would wait for ever. So every key must be known where it stands. What a misspelt \
            key says is checked as if it were spelt right.
            """,
        failing: """
            waybill: 1
            workflow: sell
            handlers:
              stock.count: { output: { pieces: int }, effect: none }
            defaults: { timeout: 10s }
            steps:
              - step: count
                call: stock.count
                timout: 5s
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
                timeout: 5s
            """,
        limits: """
            Names under `with`, `set` and `types` are the author's own; they are checked as \
            fields (WB0303, WB0305).
            """
    )
}
