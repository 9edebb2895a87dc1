import CEL
import Foundation
import TestSupport
import Testing

/// Decimals have 38 digits: what needs more is an error, but for a quotient, which is rounded.
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
    ])
    func isExact(left: String, operation: String, right: String, result: String) throws {
        #expect(try value(left, operation, right) == result)
    }

    @Test(arguments: [
        (most, "*", "9", "the decimal result needs more than 38 digits"),
        (most, "+", most, "the decimal result needs more than 38 digits"),
        ("0.1", "-", most, "the decimal result needs more than 38 digits"),
        ("1e90", "+", "1e-100", "the decimal result needs more than 38 digits"),
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
        let text = "decimal('\(left)') \(operation) decimal('\(right)')"
        let program = try #require(OrderEnvironment.compile(text).program)
        return try program.evaluate(OrderEnvironment.values()).json.description
    }
}
