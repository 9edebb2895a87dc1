import CEL
import Foundation
import WaybillDiagnostics

/// A shop's order and the steps around it, as a workflow would declare them.
enum OrderEnvironment {
    static let line = RecordType(
        name: "Line",
        fields: [.init("sku", .string), .init("quantity", .int), .init("price", .decimal)]
    )
    static let address = RecordType(
        name: "Address",
        fields: [.init("country", .string), .init("region", .optional(.string))]
    )
    static let order = RecordType(
        name: "Order",
        fields: [
            .init("id", .string), .init("total", .decimal), .init("lines", .list(.record(line))),
            .init("ship_to", .record(address)), .init("tier", .enumeration(["standard", "gold"])),
            .init("promise_by", .optional(.timestamp)),
            .init("tags", .map(key: .string, value: .int)), .init("weight", .double),
            .init("extra", .any), .init("count", .int),
        ]
    )
    static let review = RecordType(
        fields: [.init("approved", .bool), .init("note", .optional(.string))])
    static let steps = RecordType(
        fields: [
            .init("screen", .record(RecordType(fields: [.init("risk", .int)]))),
            .init(
                "review",
                .optional(.record(review)),
                absence: "`review` runs only in one rule of `triage`"
            ),
        ])
    static let environment = Environment(variables: [
        .init("input", .record(order)), .init("steps", .record(steps)), .init("now", .timestamp),
    ])

    static let orderJSON = """
        {"id": "A-1", "total": 19.90, "lines": [{"sku": "X", "quantity": 2, "price": 9.95}],
         "ship_to": {"country": "DE"}, "tier": "gold", "tags": {"gift": 1}, "weight": 1.5,
         "extra": {"a": [1, 2.5]}, "count": 3}
        """

    /// The values of the variables: the order above, a risk of 10 and no review.
    static func values(steps json: String = #"{"screen": {"risk": 10}}"#) throws -> [Value?] {
        [
            try Value(JSON(parsing: orderJSON), as: .record(order)),
            try Value(JSON(parsing: json), as: .record(steps)),
            Timestamp(rfc3339: "2026-06-01T09:30:00Z").map { .timestamp($0) },
        ]
    }

    static func compile(_ text: String, expecting slot: ValueType? = nil) -> Compilation {
        Program.compile(EmbeddedText(text), in: environment, expecting: slot)
    }
}
