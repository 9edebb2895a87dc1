extension Explanation {
    /// WB0111
    static let schemaUnchecked = Explanation(
        why: """
            An imported JSON Schema becomes types, and types know no lengths, ranges or patterns. \
            An order that the schema's own validator would refuse may be taken, and reach the \
            services.
            """,
        failing: .schema(
            """
            {
              "properties": {
                "id": { "type": "string" },
                "quantity": { "type": "integer", "minimum": 1 }
              },
              "required": ["id", "quantity"]
            }
            """,
            workflow: workflow
        ),
        mended: .schema(
            """
            {
              "properties": {
                "id": { "type": "string" },
                "quantity": { "type": "integer" }
              },
              "required": ["id", "quantity"]
            }
            """,
            workflow: workflow
        ),
        limits: """
            That somebody checks what the schema no longer says.
            """
    )

    private static let workflow = """
        waybill: 1
        workflow: sell
        input: { json_schema: order.json }
        key: input.id
        steps:
          - step: check
            route:
              - when: input.quantity < 1
                fail: no_quantity
            else: { to: next }
        """
}
