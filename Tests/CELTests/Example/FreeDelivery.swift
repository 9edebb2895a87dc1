import CEL

/// Which orders are delivered free of charge: a rule that a shop's owner writes.
struct FreeDelivery {
    static let line = RecordType(
        name: "Line",
        fields: [.init("sku", .string), .init("price", .decimal), .init("quantity", .int)]
    )
    static let order = RecordType(
        name: "Order",
        fields: [
            .init("country", .string), .init("lines", .list(.record(line))),
            .init("voucher", .optional(.string)),
        ]
    )

    private let rule: Program

    /// Checks the rule, such as `order.lines.map(l, l.price * l.quantity).sum() >= 100`.
    init(_ rule: String) throws {
        let environment = Environment(variables: [.init("order", .record(Self.order))])
        self.rule = try Program(rule, in: environment, expecting: .bool)
    }

    /// Holds the rule against an order, a JSON document.
    func applies(to document: String) throws -> Bool {
        let order = try Value(JSON(parsing: document), as: .record(Self.order))
        let limits = EvaluationLimits(cost: 10_000)
        return try rule.evaluate([order], limits: limits) == .bool(true)
    }
}
