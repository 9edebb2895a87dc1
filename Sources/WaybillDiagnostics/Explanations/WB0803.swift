extension Explanation {
    /// WB0803
    static let plainHTTP = Explanation(
        why: """
            Without TLS whoever is on the way reads the orders, keys and secrets of each call, and \
            can change the answers. Only on the machine itself nobody is on the way.
            """,
        failing: """
            waybill: 1
            bindings:
              payments.authorize:
                http: { url: "http://pay.example.com/authorizations" }
            """,
        mended: """
            waybill: 1
            bindings:
              payments.authorize:
                http: { url: "https://pay.example.com/authorizations" }
            """,
        limits: """
            Anything about addresses that come from the environment: they are known only where the \
            engine runs.
            """
    )
}
