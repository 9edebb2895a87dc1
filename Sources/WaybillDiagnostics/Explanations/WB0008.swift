extension Explanation {
    /// WB0008
    static let unknownTag = Explanation(
        why: """
            A tag such as `!!python/object` asks the reader to build an object, which is how YAML \
            files have run code in other tools. Only the tags of YAML's core schema mean \
            something here. A condition that starts with `!` reads as a tag too, and needs \
            quotes.
            """,
        failing: """
            waybill: 1
            workflow: sell
            steps:
              - step: settings
                fail: stopped
                details: { mode: !!python/name:os.system x }
            """,
        mended: """
            waybill: 1
            workflow: sell
            steps:
              - step: settings
                fail: stopped
                details: { mode: !!str x }
            """,
        limits: """
            That a core tag is needed: `!!str` on a text changes nothing.
            """
    )
}
