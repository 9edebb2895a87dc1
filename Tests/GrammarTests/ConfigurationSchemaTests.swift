import CEL
import Testing
import WaybillDiagnostics

@testable import WaybillLoading

/// The schema of `waybill.yaml` and its reader know the same keys and words.
@Suite struct ConfigurationSchemaTests {
    let schema: Schema

    init() throws { schema = try Schema(file: "waybill.config.schema.json") }

    @Test func hasTheKeysOfTheReader() {
        let top = (schema.root["properties"]?.members ?? []).map(\.name)
        #expect(top == KeyTable.configuration.keys)
        #expect(schema.keys(of: "lint") == Set(KeyTable.lint.keys))
    }

    @Test func hasTheWordsOfTheReader() {
        #expect(schema.words(at: "lint/profile") == LintProfile.allCases.map(\.rawValue))
        let levels = schema.definition("levels")?["additionalProperties"]?["enum"]?.elements
        #expect(levels?.compactMap(\.string) == LintLevel.allCases.map(\.rawValue))
    }

    @Test(arguments: DiagnosticCode.all)
    func takesEveryRule(rule: DiagnosticCode) throws {
        #expect(try faults(levels: "\"\(rule.code)\": \"error\"") == [])
        #expect(try faults(levels: "\"\(rule.name)\": \"off\"") == [])
    }

    @Test(
        arguments: [
            "\"WB05\": \"off\"", "\"WB0504\": \"never\"", "\"No Timeout\": \"off\"",
            "\"WB0504\": 1",
        ]
    )
    func refuses(levels: String) throws {
        #expect(try !faults(levels: levels).isEmpty)
    }

    @Test func usesOnlyKeywordsThatAreCheckedHere() {
        let known = Schema.keywords.union(Schema.explanations)
        for (place, schema) in schema.all() {
            for keyword in schema.members.map(\.name) where !known.contains(keyword) {
                Issue.record("\(keyword) at \(place)")
            }
        }
    }

    private func faults(levels: String) throws -> [String] {
        let files = "{ \"drafts/**\": { \(levels) } }"
        let lint = "{ \"profile\": \"strict\", \"levels\": { \(levels) }, \"files\": \(files) }"
        return try schema.faults(of: JSON(parsing: "{ \"waybill\": 1, \"lint\": \(lint) }"))
    }
}
