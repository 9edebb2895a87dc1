import CEL
import Foundation
import Testing

/// The library as its documentation shows it, used as a program outside of this package would.
@Suite struct FreeDeliveryTests {
    private let order = """
        {"country": "DE", "lines": [{"sku": "TEA", "price": 49.95, "quantity": 2}]}
        """

    @Test(arguments: [
        ("order.lines.map(l, l.price * l.quantity).sum() >= decimal('99.90')", true),
        ("order.lines.map(l, l.price * l.quantity).sum() >= 100", false),
        ("order.country in ['DE', 'AT'] && order.?voucher.orValue('') != 'USED'", true),
    ])
    func aRuleIsHeldAgainstAnOrder(rule: String, applies: Bool) throws {
        #expect(try FreeDelivery(rule).applies(to: order) == applies)
    }

    @Test func aMistakeInARuleIsShown() throws {
        let error = try #require(throws: CompilationError.self) {
            try FreeDelivery("order.contry == 'DE'")
        }
        #expect(
            error.description == """
                error[WB0303]: there is no field `contry` in Order
                 --> <expression>:1:7
                  |
                1 | order.contry == 'DE'
                  |       ^^^^^^
                  |
                  = help: did you mean `country`?

                1 error in 1 file

                """
        )
        #expect(throws: CompilationError.self) { try FreeDelivery("order.country") }
    }

    @Test func anErrorOfAnEvaluationSaysWhereItIs() throws {
        let rule = try FreeDelivery("order.lines[1].price > 0")
        let error = try #require(throws: EvaluationError.self) { try rule.applies(to: order) }
        #expect("\(error)" == "<expression>:1:12: index out of bounds: 1")
    }

    @Test func anOrderThatIsNoneIsRefusedWithItsPlace() throws {
        let rule = try FreeDelivery("true")
        let error = try #require(throws: JSONMismatch.self) {
            try rule.applies(to: #"{"country": "DE", "lines": [{"sku": "TEA"}]}"#)
        }
        #expect(JSONPathElement.text(of: error.path) == "lines[0]")
        #expect(error.message == "`price` is missing")
    }

    @Test func aRuleThatDoesTooMuchIsEnded() throws {
        let rule = try FreeDelivery(
            "lists.range(100).all(i, lists.range(100).all(j, i + j < size(order.country) + 200))"
        )
        let error = try #require(throws: EvaluationError.self) { try rule.applies(to: order) }
        #expect(error.message.contains("its limit of 10000 units"))
    }

    @Test(arguments: ["Sources/CEL/CEL.docc/CEL.md", "README.md"])
    func theDocumentationShowsThisCode(page: String) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../..")
        let example = try lines(
            of: root.appending(path: "Tests/CELTests/Example/FreeDelivery.swift")
        )
        let snippets = try lines(of: root.appending(path: page))
            .split(separator: "```swift").dropFirst()
            .map { Array($0.prefix { $0 != "```" }) }
            .filter { $0.contains { $0.contains("RecordType(") } }
        #expect(!snippets.isEmpty)
        for snippet in snippets { #expect(example.contains(snippet), "\(snippet)") }
    }

    /// The lines of a file without their indentation.
    private func lines(of file: URL) throws -> [String] {
        try String(contentsOf: file, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0.drop { $0 == " " }) }
    }
}
