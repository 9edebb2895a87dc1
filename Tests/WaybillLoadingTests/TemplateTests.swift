import CEL
import Testing
import WaybillDiagnostics
import WaybillModel

@testable import WaybillLoading

/// Values in a file: the slot decides how a literal is read, and `${ }` holds expressions.
@Suite struct TemplateTests {
    @Test(arguments: [
        ("decimal", "19.90"), ("decimal", "1.0e+2"), ("int", "0x1F"), ("int", "-7"),
        ("string", "a b"),
        ("string", "\"12\""), ("double", ".5"), ("timestamp", "2026-01-02T03:04:05Z"),
        ("duration", "1h30m"), ("bool", "true"), ("standard | gold", "gold"), ("int?", "3"),
        ("int?", "~"), ("\"[int]\"", "[1, 2]"), ("map<int>", "{ a: 1 }"),
        ("{ a: int, b: int? }", "{ a: 1 }"), ("any", "{ a: [1, x] }"), ("bytes", "aGk="),
        ("string", "$${ not an expression }"),
    ])
    func takes(type: String, value: String) throws {
        #expect(try compile(type: type, value: value).codes == [])
    }

    @Test(arguments: [
        ("decimal", "a lot"), ("int", "1.5"), ("string", "12"), ("string", "true"), ("string", "~"),
        ("bool", "\"true\""), ("timestamp", "yesterday"), ("standard | gold", "silver"),
        ("\"[int]\"", "1"), ("\"[int]\"", "{ a: 1 }"), ("map<int>", "[1]"), ("{ a: int }", "{}"),
        ("{ a: int }", "{ a: 1, c: 2 }"), ("int", "one ${ input.id }"),
    ])
    func refuses(type: String, value: String) throws {
        #expect(try compile(type: type, value: value).codes == [.handlerContract])
    }

    @Test func readsADecimalFromItsText() throws {
        let value = try compile(type: "decimal", value: "0.10").template
        guard case .constant(let constant) = value.content else {
            Issue.record("not a constant")
            return
        }
        #expect(constant.json == .number("0.10") || constant.json == .number("0.1"))
    }

    @Test func replacesTheEscapeOfAnExpression() throws {
        let value = try compile(type: "string", value: "a $${ b }").template
        guard case .constant(.string(let text)) = value.content else {
            Issue.record("not a text")
            return
        }
        #expect(text == "a ${ b }")
    }

    @Test func cutsTextAtItsExpressions() {
        let parts = TemplateText(EmbeddedText("a ${ {'}': 1} } b ${c}")).parts
        let texts = parts.map { part in
            switch part {
            case .literal(let text): text
            case .expression(let text): "<\(text.text)>"
            case .unclosed: "unclosed"
            }
        }
        #expect(texts == ["a ", "< {'}': 1} >", " b ", "<c>"])
    }

    private func compile(
        type: String,
        value: String
    ) throws -> (template: Template, codes: [DiagnosticCode]) {
        let file = try load(
            """
            waybill: 1
            workflow: sell
            input: { id: string }
            handlers:
              probe:
                input: { it: \(type) }
                effect: none
            steps:
              - step: probe
                call: probe
                with:
                  it: \(value)
            """
        )
        let nothing = Template(.constant(.null), type: .null, span: file.source.whole)
        guard case .call(let call)? = file.workflow?.nodes.first?.action,
            case .record(let fields) = call.input.content, let field = fields.first
        else { return (nothing, file.diagnostics.map(\.code)) }
        return (field.value, file.diagnostics.map(\.code))
    }
}
