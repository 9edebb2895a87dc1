extension Explanation {
    /// WB0801
    static let secretLiteral = Explanation(
        why: """
            A key in a file is a key for everyone who can read it, and stays in the history of its \
            repository when it is taken out. In bindings a secret is named, and given where the \
            engine runs.
            """,
        failing: """
            waybill: 1
            bindings:
              payments.authorize:
                http:
                  url: https://pay.example.com/authorizations
                  headers: { Authorization: Bearer open-sesame }
            """,
        mended: """
            waybill: 1
            bindings:
              payments.authorize:
                http:
                  url: https://pay.example.com/authorizations
                  headers: { Authorization: "Bearer ${secret.PAYMENTS_TOKEN}" }
            """,
        limits: """
            That there is no secret: known shapes are found, texts that only chance makes, \
            passwords in addresses, and headers that say who asks. A short password elsewhere \
            looks like any word.
            """
    )
}
