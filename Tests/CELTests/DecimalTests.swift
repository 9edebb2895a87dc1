import CEL
import Foundation
import TestSupport
import Testing

/// Decimals have 38 digits: what needs more is rounded to them, half to even.
@Suite struct DecimalTests {
    private static let most = "99999999999999999999999999999999999999"

    @Test(arguments: [
        ("8", "/", "3", "2.6666666666666666666666666666666666667"),
        ("2", "/", "3", "0.66666666666666666666666666666666666667"),
        ("-10.10", "/", "3", "-3.3666666666666666666666666666666666667"),
        (
            "12345678901234567890123456789012345678", "/", "7",
            "1763668414462081127160493827001763668.3"
        ),
        (most, "/", "2", "50000000000000000000000000000000000000"),
        (most, "/", "99999999999999999999999999999999999998", "1"),
        ("1", "/", "8", "0.125"),
        ("0", "/", "7", "0"),
        (
            "12500000000000000000", "*", "80000000000000000000",
            "1000000000000000000000000000000000000000"
        ),
        ("1.1", "*", "-3", "-3.3"),
        ("1e38", "-", "1", most),
        ("-0.5", "+", "0.25", "-0.25"),
        ("1e-127", "-", "1e-127", "0"),
        (most, "*", "9", "899999999999999999999999999999999999990"),
        (most, "+", most, "200000000000000000000000000000000000000"),
        ("0.1", "-", most, "-99999999999999999999999999999999999999"),
        ("0.5", "-", most, "-99999999999999999999999999999999999998"),
        (most, "+", "0.5", "100000000000000000000000000000000000000"),
        ("1e40", "-", "1e-90", "10000000000000000000000000000000000000000"),
    ])
    func isExactOrRounded(left: String, operation: String, right: String, result: String) throws {
        #expect(try value(left, operation, right) == result)
    }

    @Test(arguments: [
        ("1e90", "*", "1e90", "the decimal result is too large or too small to be held"),
        ("1e-120", "*", "1e-120", "the decimal result is too large or too small to be held"),
        ("1e-127", "/", "3", "the decimal result is too large or too small to be held"),
        ("1", "/", "0", "division by zero"),
    ])
    func isAnError(left: String, operation: String, right: String, message: String) throws {
        let error = try #require(throws: EvaluationError.self) {
            try value(left, operation, right)
        }
        #expect(error.message == message)
    }

    /// A quotient has all 38 digits; what is computed from it has no more room than it had.
    @Test(arguments: [
        (
            "decimal('49.99') / decimal('1.19') * decimal('0.19')",
            "7.9815966386554621848739495798319327731"
        ),
        ("decimal('49.99') / 7 * 2", "14.282857142857142857142857142857142857"),
        ("decimal('2') / 3 + decimal('4.90')", "5.5666666666666666666666666666666666667"),
        (
            "[decimal('2') / 3, decimal('4.90'), decimal('100')].sum()",
            "105.56666666666666666666666666666666667"
        ),
        ("round(decimal('49.99') / decimal('1.19') * decimal('0.19'), 2, 'half_up')", "7.98"),
        ("round(decimal('49.99') / 7 * 2, 2, 'half_up')", "14.28"),
        ("round(decimal('2') / 3 + decimal('4.90'), 2, 'half_up')", "5.57"),
        ("decimal('1') / 3 * 3 == decimal('1')", "false"),
    ])
    func goesOnFromAQuotient(text: String, result: String) throws {
        #expect(try value(text) == result)
    }

    @Test(arguments: 0..<400 as Range<UInt64>)
    func isTheExactResultRounded(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for operation in ["+", "-", "*", "/"] {
            let exponents = "+-".contains(operation) ? -45...45 : -20...20
            let left = SlowDecimal.random(exponents, using: &random)
            let right = SlowDecimal.random(exponents, using: &random)
            if operation == "/", right.isZero { continue }
            let expected = left.result(of: operation, with: right)
            let text = "decimal('\(left)') \(operation) decimal('\(right)')"
            #expect(try value("\(text) == decimal('\(expected)')") == "true", "\(text)")
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>, ["half_even", "half_up", "down", "up"])
    func isRoundedAsItsModeSays(seed: UInt64, mode: String) throws {
        var random = SeededRandom(seed: seed)
        let number = SlowDecimal.random(-45...45, using: &random)
        let places = Int.random(in: 0...38, using: &random)
        let expected = number.rounded(to: places, mode)
        let text = "round(decimal('\(number)'), \(places), '\(mode)')"
        #expect(try value("\(text) == decimal('\(expected)')") == "true", "\(text)")
    }

    /// Data goes through its text: a decimal that could not be read from it would be lost.
    @Test(arguments: 0..<300 as Range<UInt64>)
    func isReadFromItsText(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        func number() -> String {
            let digits = String(
                (0..<Int.random(in: 1...38, using: &random)).map { _ in
                    "0123456789".randomElement(using: &random) ?? "0"
                }
            )
            return "\(digits)e\(Int.random(in: -20...20, using: &random))"
        }
        for operation in ["+", "-", "*", "/"] {
            let (left, right) = (number(), number())
            guard let text = try? value(left, operation, right) else { continue }
            let json = try JSON(parsing: text)
            #expect(try Value(json, as: .decimal).json == json, "\(left) \(operation) \(right)")
        }
    }

    private func value(_ left: String, _ operation: String, _ right: String) throws -> String {
        try value("decimal('\(left)') \(operation) decimal('\(right)')")
    }

    private func value(_ text: String) throws -> String {
        let program = try #require(OrderEnvironment.compile(text).program)
        return try program.evaluate(OrderEnvironment.values()).json.description
    }
}
