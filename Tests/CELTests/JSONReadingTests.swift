import CEL
import Foundation
import Testing

@Suite("JSON read as a declared type")
struct JSONReadingTests {
    @Test(
        "the type decides what a number or a text means",
        arguments: [
            ("19.90", ValueType.decimal, Value.decimal(Decimal(string: "19.9") ?? 0)),
            ("\"0.1\"", .decimal, .decimal(Decimal(string: "0.1") ?? 0)),
            (
                "12345678901234567890.12", .decimal,
                .decimal(Decimal(string: "12345678901234567890.12") ?? 0)
            ),
            ("9007199254740993", .int, .int(9_007_199_254_740_993)), ("1e3", .int, .int(1_000)),
            ("2.0", .int, .int(2)), ("7", .uint, .uint(7)), ("7", .double, .double(7)),
            ("\"NaN\"", .double, .double(.nan)),
            ("\"1h30m\"", .duration, .duration(.seconds(5_400))),
            ("\"P1DT2H\"", .duration, .duration(.seconds(93_600))),
            ("\"14d\"", .duration, .duration(.seconds(1_209_600))),
            ("\"aGVsbG8=\"", .bytes, .bytes(Array("hello".utf8))),
            ("null", .optional(.int), .optional(OptionalValue(nil))),
            (
                "{\"1\": true}", .map(key: .int, value: .bool),
                .map(MapValue([(.int(1), .bool(true))]))
            ),
            ("[1, 2.5, null]", .any, .list([.int(1), .double(2.5), .null])),
        ]
    )
    func reading(text: String, type: ValueType, expected: Value) throws {
        #expect(try Value(JSON(parsing: text), as: type) == expected)
    }

    @Test("all that does not fit is found in one go, with its path")
    func mismatches() throws {
        let json = try JSON(
            parsing: """
                {"id": 5, "totl": 1, "lines": [{"sku": "a", "quantity": 1.5, "price": "x"}],
                 "ship_to": {}, "tier": "glod", "tags": {"a": "b"}, "weight": "heavy",
                 "extra": null, "count": 12345678901234567890, "promise_by": "tomorrow"}
                """
        )
        let found = Value.mismatches(of: json, as: .record(OrderEnvironment.order))
        let lines = found.map {
            "\(JSONPathElement.text(of: $0.path)): \($0.message)\($0.help.map { "; \($0)" } ?? "")"
        }
        #expect(
            lines == [
                "id: a number stands where string is expected",
                "totl: there is no field `totl` in Order; did you mean `total`?",
                "lines[0].quantity: 1.5 is not a whole number that an int can hold",
                "lines[0].price: \"x\" is not a decimal number; write 19.99 or \"19.99\"",
                "ship_to: `country` is missing; its type is string",
                "tier: \"glod\" is none of standard | gold; did you mean \"gold\"?",
                "tags.a: a text stands where int is expected",
                "weight: a text stands where double is expected",
                "count: 12345678901234567890 is not a whole number that an int can hold",
                "promise_by: \"tomorrow\" is not a timestamp; write date, time and zone, such as \"2026-06-01T09:30:00Z\"",
            ]
        )
    }

    @Test("what was read is printed as it was, absent fields left out")
    func roundTrip() throws {
        let type = ValueType.record(OrderEnvironment.order)
        let value = try Value(JSON(parsing: OrderEnvironment.orderJSON), as: type)
        #expect(try Value(value.json, as: type) == value)
        #expect(value.json["promise_by"] == nil)
        #expect(value.json["total"] == .number("19.9"))
    }

    @Test(
        "durations are read exactly or not at all",
        arguments: [
            ("200ms", Duration.milliseconds(200)), ("-3.5s", .milliseconds(-3_500)),
            ("0.000000001s", .nanoseconds(1)), ("1.5h", .seconds(5_400)), ("", nil), ("5", nil),
            ("s", nil), ("1x", nil), ("P", nil), ("PT", nil), ("P1M", nil), ("1h30", nil),
            ("99999999999999999999h", nil), ("400000d", .seconds(34_560_000_000)),
            ("9999999999d", nil),
        ] as [(String, Duration?)]
    )
    func durations(text: String, expected: Duration?) {
        #expect(Duration(text: text) == expected)
    }
}
