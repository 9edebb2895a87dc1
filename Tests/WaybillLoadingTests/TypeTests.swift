import CEL
import Testing
import WaybillDiagnostics

@testable import WaybillLoading

/// The language of types (LANGUAGE.md, "Types").
@Suite struct TypeTests {
    @Test(arguments: [
        ("bool", "bool"), ("int", "int"), ("uint", "uint"), ("double", "double"),
        ("decimal", "decimal"), ("string", "string"), ("bytes", "bytes"),
        ("timestamp", "timestamp"), ("duration", "duration"), ("any", "any"),
        ("\"[int]\"", "[int]"), ("[int]", "[int]"), ("\"[[string]]\"", "[[string]]"),
        ("map<int>", "map<int>"), ("map<map<decimal>>", "map<map<decimal>>"),
        ("timestamp?", "timestamp?"), ("\"[int?]\"", "[int?]"), ("\"[int]?\"", "[int]?"),
        ("standard | gold", "standard | gold"),
        ("in-stock|back-ordered", "in-stock | back-ordered"), ("bytes | lines", "bytes | lines"),
        ("(int)", "int"), (" int ", "int"),
        ("{ id: string, paid: bool? }", "{ id: string, paid: bool? }"),
    ])
    func reads(text: String, type: String) throws {
        #expect(try resolve(text).type.description == type)
    }

    @Test func aQuestionMarkAfterAnEnumerationMakesAllOfItOptional() throws {
        #expect(
            try resolve("standard | gold?").type == .optional(.enumeration(["standard", "gold"]))
        )
    }

    @Test(arguments: [
        ("\"[int\"", "WB0105"), ("map<int", "WB0105"), ("map<string, int>", "WB0105"),
        ("a | a", "WB0105"), ("a | [b]", "WB0105"), ("a |", "WB0105"), ("string | null", "WB0105"),
        ("int | string", "WB0105"),
        ("Addr | null", "WB0105"), ("true | false", "WB0105"), ("int int", "WB0105"),
        ("\"\"", "WB0105"), ("~", "WB0101"), ("[int, string]", "WB0101"), ("integer", "WB0309"),
        ("{ a-b: int }", "WB0107"), ("{ json_schema: [] }", "WB0101"),
        ("{ json_schema: /order.json }", "WB0108"), ("{ json_schema: a.json, b: int }", "WB0104"),
    ])
    func refuses(text: String, code: String) throws {
        #expect(try resolve(text).codes == [code])
    }

    @Test func namedTypesResolveInAnyOrderAndKeepTheirNames() throws {
        let file = try load(
            workflowText(
                header: "types: { Box: { lid: Lid }, Lid: { size: int } }",
                steps: "- { step: pause, when: input.total > 1, wait: 5m }"
            )
        )
        #expect(file.diagnostics.isEmpty)
    }

    private func resolve(_ text: String) throws -> (type: ValueType, codes: [String]) {
        let findings = Findings()
        let reader = DeclarationReader(findings: findings, isPartial: false)
        let expression = reader.typeExpression(try yaml(text))
        let type = TypeResolver([], visible: Namespace(), findings: findings).resolve(expression)
        return (type, findings.all.map(\.code.code))
    }
}
