import CEL
import Foundation
import WaybillDiagnostics

/// An expression that is measured, of a kind that workflows are full of.
struct ExpressionSample {
    let kind: String
    let text: String
    /// Evaluations in a second that CEL.md gives for cel-go; `nil` when it gives none.
    let celGo: Double?

    static let all = [
        ExpressionSample(
            kind: "a condition over 10 items",
            text: "order.total > 100.0 && order.items.all(i, i.qty > 0)",
            celGo: 390_000
        ),
        ExpressionSample(
            kind: "filter and map over 5 warehouses",
            text: "warehouses.filter(w, w.stock[sku] >= qty).map(w, w.id)",
            celGo: 190_000
        ),
        ExpressionSample(
            kind: "a nested choice with `in`",
            text: "order.country in ['DE', 'FR', 'AT'] ? (order.total > 500.0 ? 'large' : "
                + "order.total > 100.0 ? 'medium' : 'small') : 'abroad'",
            celGo: 2_400_000
        ),
        ExpressionSample(
            kind: "timestamp arithmetic",
            text: "placed_at + duration('1h30m') > timestamp('2026-06-01T09:00:00Z')",
            celGo: 1_570_000
        ),
        ExpressionSample(
            kind: "texts joined and compared",
            text: "order.id.startsWith('ORD-') && 'order ' + order.id == 'order ORD-2041'",
            celGo: nil
        ),
    ]

    /// The least that an engine can be asked: what is left is the call itself.
    static let empty = ExpressionSample(kind: "nothing but the call", text: "true", celGo: nil)

    static let environment = Environment(variables: [
        .init("order", .record(order)), .init("warehouses", .list(.record(warehouse))),
        .init("sku", .string), .init("qty", .int), .init("placed_at", .timestamp),
    ])

    private static let item = RecordType(fields: [.init("sku", .string), .init("qty", .int)])
    private static let order = RecordType(fields: [
        .init("id", .string), .init("total", .double), .init("country", .string),
        .init("items", .list(.record(item))),
    ])
    private static let warehouse = RecordType(fields: [
        .init("id", .string), .init("stock", .map(key: .string, value: .int)),
    ])

    /// The values of the variables, as every engine is given them.
    static let variables: JSON = {
        let items = (1...10).map { "{\"sku\": \"SKU-\($0)\", \"qty\": \($0)}" }
        let stock = zip(["BER", "PAR", "VIE", "ROM", "MAD"], [5, 5, 9, 5, 15])
        let warehouses = stock.map {
            "{\"id\": \"\($0)\", \"stock\": {\"SKU-1\": \($1), \"SKU-2\": 1}}"
        }
        let text = """
            {"order": {"id": "ORD-2041", "total": 250.5, "country": "FR",
              "items": [\(items.joined(separator: ", "))]},
             "warehouses": [\(warehouses.joined(separator: ", "))],
             "sku": "SKU-1", "qty": 6, "placed_at": "2026-06-01T08:00:00Z"}
            """
        return (try? JSON(parsing: text)) ?? .null
    }()

    /// The values of the variables, of the types declared.
    static func values() throws -> [Value?] {
        try environment.variables.map { try Value(variables[$0.name] ?? .null, as: $0.type) }
    }

    func program() throws -> Program {
        let compilation = Program.compile(EmbeddedText(text), in: Self.environment)
        guard let program = compilation.program else {
            throw LimitFailure(message: "\(text): \(compilation.diagnostics.map(\.message))")
        }
        return program
    }
}
