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
            ("[1e3, -0.0, 1E-7]", .any, .list([.double(1_000), .double(-0.0), .double(1e-7)])),
            (
                "123456789.123456789012", .any,
                .decimal(Decimal(string: "123456789.123456789012") ?? 0)
            ),
        ]
    )
    func reading(text: String, type: ValueType, expected: Value) throws {
        #expect(try Value(JSON(parsing: text), as: type) == expected)
    }

    @Test(
        "a number without a type is the same number when it is written again",
        arguments: [
            "12345678901234567890", "-12345678901234567890", "123456789.123456789012",
            "0.1000000000000000055511151231257827", "9007199254740993", "9007199254740993.5",
            "0.30000000000000004", "1e+23", "1.7976931348623157e+308", "5e-324", "-0.0", "100.0",
            "99999999999999999999999999999999999999", "0.00000000000000000000000000000000000001",
        ]
    )
    func untypedNumber(text: String) throws {
        let json = try Value(JSON(parsing: "{\"a\":[\(text)]}"), as: .any).json
        let again = try Value(json, as: .map(key: .string, value: .any)).json
        #expect(again == json)
        guard case .array(let numbers)? = json["a"], case .number(let written)? = numbers.first
        else { throw JSONMismatch(path: [], message: "no number") }
        let plain = Decimal(string: text)
        #expect(written == text || Decimal(string: written) == plain && plain != nil)
    }

    @Test(
        "a number without a type that nothing holds is refused",
        arguments: [
            "1e400", "-1e400", "1e-400", "1e99999999999999999999", "1e9223372036854775807",
            "0.1234567890123456789012345678901234567890123",
            "999999999999999999999999999999999999999999999",
        ]
    )
    func unheldNumber(text: String) throws {
        let json = try JSON(parsing: "{\"a\":[0,\(text)]}")
        let mismatch = try #require(Value.mismatches(of: json, as: .any).first)
        #expect(JSONPathElement.text(of: mismatch.path) == "a[1]")
        #expect(mismatch.message.hasSuffix("is more than a double or a decimal can hold"))
    }

    @Test(
        "a number without a type is compared with all its digits",
        arguments: [
            ("12345678901234567890", "input > 1.5"), ("12345678901234567890", "1.5 < input"),
            ("12345678901234567891", "input > 12345678901234567890u"),
            ("0.1000000000000000055", "input != 0.1"), ("0.1000000000000000055", "input > 0.1"),
            ("0.10", "input == 0.1"), ("123456789.123456789012", "input < double('Infinity')"),
        ]
    )
    func untypedComparison(text: String, expression: String) throws {
        let program = try Program(expression, in: Environment(variables: [.init("input", .any)]))
        #expect(try program.evaluate([Value(JSON(parsing: text), as: .any)]) == .bool(true))
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
