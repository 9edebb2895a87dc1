extension Explanation {
    /// WB0110
    static let schemaWithoutType = Explanation(
        why: """
            A type says of every field what it is, so that expressions can be checked against it. \
            JSON Schema can say more: that a value is one of several things, or has fields of any \
            name beside those it names. Taken for something near it, such a schema would let \
            expressions through that fail on an order.
            """,
        failing: .schema(
            """
            {
              "properties": {
                "id": { "type": "string" },
                "discount": { "type": ["string", "integer"] }
              },
              "required": ["id"]
            }
            """,
            workflow: workflow
        ),
        mended: .schema(
            """
            {
              "properties": {
                "id": { "type": "string" },
                "discount": { "type": ["string", "number"], "format": "decimal" }
              },
              "required": ["id"]
            }
            """,
            workflow: workflow
        ),
        limits: """
            That the types take what the schema takes: they do not check lengths, ranges and \
            patterns, and take no property that the schema does not name.
            """
    )

    private static let workflow = """
        waybill: 1
        workflow: sell
        input: { json_schema: order.json }
        key: input.id
        steps:
          - step: pause
            wait: 5s
        """
}
