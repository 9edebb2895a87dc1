import CEL
import Testing
import WaybillDiagnostics
import WaybillModel

@testable import WaybillLoading

/// Types that are imported from JSON Schema files.
@Suite struct SchemaImportTests {
    private func load(_ schema: String, path: String = "order.json", header: String = "")
        -> LoadedFile
    {
        let text = """
            waybill: 1
            workflow: sell
            input: { json_schema: \(path) }
            \(header)
            steps:
              - { step: pause, wait: 1s }
            """
        return Loader.load(
            path: "flows/sell.yaml",
            reading: .memory(["flows/sell.yaml": text, "flows/order.json": schema])
        )
    }

    @Test(arguments: [
        (#"{ "type": "string" }"#, "string"),
        (#"{ "type": "string", "format": "email" }"#, "string"),
        (#"{ "type": "string", "format": "date-time" }"#, "timestamp"),
        (#"{ "type": "string", "format": "duration" }"#, "duration"),
        (#"{ "type": "string", "format": "decimal" }"#, "decimal"),
        (#"{ "type": "string", "contentEncoding": "base64" }"#, "bytes"),
        (#"{ "type": "string", "format": "byte" }"#, "bytes"),
        (#"{ "type": "integer" }"#, "int"),
        (#"{ "type": "integer", "format": "uint64" }"#, "uint"),
        (#"{ "type": "number" }"#, "double"),
        (#"{ "type": "number", "format": "decimal" }"#, "decimal"),
        (#"{ "type": ["string", "number"], "format": "decimal" }"#, "decimal"),
        (#"{ "type": "boolean" }"#, "bool"),
        (#"{ "type": ["integer", "null"] }"#, "int?"),
        (#"{ "type": "integer", "nullable": true }"#, "int?"),
        (#"{ "anyOf": [{ "type": "integer" }, { "type": "null" }] }"#, "int?"),
        (#"{ "oneOf": [{ "type": "null" }, { "type": "boolean" }] }"#, "bool?"),
        (#"{ "enum": ["standard", "gold"] }"#, "standard | gold"),
        (#"{ "type": "string", "enum": ["a", "b", null] }"#, "a | b?"),
        (#"{ "const": "EUR" }"#, "EUR"),
        (#"{ "type": "integer", "enum": [1, 2] }"#, "int"),
        (#"{ "type": "array", "items": { "type": "string" } }"#, "[string]"),
        (#"{ "items": { "type": "string" } }"#, "[string]"),
        (#"{ "type": "array" }"#, "[any]"),
        (#"{ "type": "object" }"#, "map<any>"),
        (#"{ "type": "object", "additionalProperties": { "type": "integer" } }"#, "map<int>"),
        (#"{ "type": "object", "additionalProperties": false }"#, "{}"),
        ("{}", "any"), ("true", "any"),
        (#"{ "title": "Order", "description": "…", "x-owner": "shop" }"#, "any"),
        (
            #"{ "properties": { "a": { "type": "string" }, "b": true }, "required": ["a", "c"] }"#,
            "{ a: string, b: any?, c: any }"
        ),
    ])
    func becomesTheTypeOfTheLanguage(schema: String, type: String) throws {
        let file = load(schema)
        #expect(file.diagnostics.filter { $0.severity == .error }.map(\.summary) == [])
        #expect(try #require(file.workflow).input.written == type)
    }

    @Test func definitionsAreUsedByReference() throws {
        let file = load(
            """
            {
            \t"$schema": "https://json-schema.org/draft/2020-12/schema",
            \t"$defs": {
            \t\t"Line": {
            \t\t\t"type": "object",
            \t\t\t"properties": { "sku": { "type": "string" }, "price": { "$ref": "#/$defs/Money" } },
            \t\t\t"required": ["sku", "price"]
            \t\t},
            \t\t"Money": { "type": "number", "format": "decimal" },
            \t\t"unused": { "allOf": [] }
            \t},
            \t"type": "object",
            \t"properties": {
            \t\t"lines": { "type": "array", "items": { "$ref": "#/$defs/Line" } },
            \t\t"extra": { "$ref": "#/$defs/Line" },
            \t\t"total": { "$ref": "#/$defs/Money" }
            \t},
            \t"required": ["lines", "total"]
            }
            """
        )
        #expect(file.diagnostics.map(\.summary) == [])
        let input = try #require(file.workflow).input
        #expect(input.written == "{ lines: [Line], extra: Line?, total: decimal }")
    }

    @Test func theTypeIsUsedByItsNameAndInExpressions() throws {
        let text = """
            waybill: 1
            workflow: sell
            types: { Order: { json_schema: schemas/order.json } }
            input: Order
            key: input.id
            steps:
              - { step: note, set: { twice: "${ input.total * decimal('2') }" } }
            """
        let schema = """
            { "properties": { "id": { "type": "string" },
              "total": { "type": "string", "format": "decimal" } }, "required": ["id", "total"] }
            """
        let file = Loader.load(
            path: "sell.yaml",
            reading: .memory(["sell.yaml": text, "schemas/order.json": schema])
        )
        #expect(file.diagnostics.map(\.summary) == [])
        #expect(try #require(file.workflow).input.written == "Order")
    }

    @Test func theFileIsPartOfTheDefinition() throws {
        let one = load(#"{ "type": "string" }"#)
        let other = load(#"{ "type": "integer" }"#)
        let definition = try #require(one.definition)
        #expect(definition.files.map(\.path) == ["order.json", "sell.yaml"])
        #expect(definition.digest != other.definition?.digest)
        #expect(Loader.load(definition).workflow?.input == .string)
    }

    @Test(arguments: [
        "allOf", "not", "if", "patternProperties", "prefixItems", "dependentSchemas", "$dynamicRef",
    ])
    func whatNoTypeCanSayIsRefused(keyword: String) {
        let file = load(#"{ "type": "object", "\#(keyword)": {} }"#)
        #expect(file.diagnostics.map(\.code) == [.schemaWithoutType])
        #expect(file.diagnostics.map(\.span.text) == ["\"\(keyword)\""])
        #expect(file.diagnostics.allSatisfy { !$0.help.isEmpty })
    }

    @Test(arguments: [
        (#"{ "anyOf": [{ "type": "string" }, { "type": "integer" }] }"#, "WB0110 `\"anyOf\"`"),
        (#"{ "type": ["string", "integer"] }"#, "WB0110 `\"string\", \"integer\"`"),
        (#"{ "type": "null" }"#, "WB0110 `\"null\"`"), (#"{ "enum": [1] }"#, "WB0110 `1`"),
        (#"{ "enum": [] }"#, "WB0110 `\"enum\"`"),
        (#"{ "type": "text" }"#, "WB0101 `\"text\"`"), ("[]", "WB0101 `[]`"),
        (#"{ "items": [{}] }"#, "WB0110 `\"items\"`"),
        (#"{ "$ref": "other.json" }"#, "WB0110 `\"other.json\"`"),
        (##"{ "$ref": "#/$defs/Lin", "$defs": { "Line": {} } }"##, "WB0309 `\"#/$defs/Lin\"`"),
        (
            #"{ "properties": { "a": {} }, "additionalProperties": true }"#,
            "WB0110 `\"additionalProperties\"`"
        ),
        (#"{ "properties": { "ship-to": {} } }"#, "WB0107 `\"ship-to\"`"),
        (#"{ "propertes": { "a": {} } }"#, "WB0102 `\"propertes\"`"),
        (##"{ "$ref": "#" }"##, "WB0101 `\"#\"`"),
        ("{ \"type\": ", "WB0001 ``"),
    ])
    func aMistakeIsOneFindingAtItsPlace(schema: String, finding: String) {
        let file = load(schema)
        #expect(file.diagnostics.map { "\($0.code.code) `\($0.span.text)`" } == [finding])
        #expect(file.diagnostics.map(\.span.source.name) == ["flows/order.json"])
        #expect(file.workflow == nil)
    }

    @Test(arguments: [
        (#"{ "type": "strng" }"#, "JSON Schema has no type `strng`", "did you mean `string`?"),
        (
            #"{ "type": "text" }"#, "JSON Schema has no type `text`",
            "the types are `string`, `integer`, `number`, `boolean`, `object`, `array`, `null`"
        ),
        (
            ##"{ "$ref": "#/$defs/Line" }"##, "there is no definition `#/$defs/Line`",
            "define it in this file, under `$defs`"
        ),
        ("\n", "the file is empty", "a schema that takes anything is `{}`"),
        (
            #"{ "type": "string", }}"#,
            "this is not JSON: a member's name in double quotes is expected here",
            "mend the file: a JSON Schema is a JSON document"
        ),
    ])
    func aMistakeIsSaidInTheWordsOfJSONSchema(schema: String, message: String, help: String) {
        let file = load(schema)
        #expect(file.diagnostics.map(\.message) == [message])
        #expect(file.diagnostics.first?.help == [help])
    }

    @Test func whatTypesDoNotCheckIsSaidOnce() {
        let file = load(
            #"{ "properties": { "a": { "type": "string", "minLength": 1, "pattern": "x" } } }"#
        )
        #expect(file.diagnostics.map(\.code) == [.schemaUnchecked])
        #expect(file.diagnostics.map(\.severity) == [.info])
        #expect(file.workflow != nil)
    }

    @Test func moneyInDoublesIsWarnedOfInItsFile() {
        let file = load(
            #"{ "properties": { "total": { "type": "number" } }, "required": ["total"] }"#
        )
        #expect(file.diagnostics.map(\.code) == [.doubleForMoney])
        #expect(file.diagnostics.flatMap(\.edits).isEmpty)
        #expect(
            file.diagnostics.flatMap(\.help)
                == ["write `\"format\": \"decimal\"` beside its `\"type\"`"]
        )
    }

    @Test func aDefinitionThatComesBackToItselfIsRefused() {
        let file = load(
            """
            { "$ref": "#/$defs/Tree",
              "$defs": { "Tree": { "properties": { "left": { "$ref": "#/$defs/Tree" } } } } }
            """
        )
        #expect(file.diagnostics.map(\.code) == [.wrongShape])
        #expect(file.diagnostics.first?.notes == ["the way is `#/$defs/Tree` → `#/$defs/Tree`"])
    }

    @Test func whatGrowsWithoutMeasureIsRefused() {
        // Each definition uses the next one twice: 2^40 fields in all.
        let definitions = (0..<40).map { number in
            let next = ##"{ "$ref": "#/$defs/D\##(number + 1)" }"##
            return #""D\#(number)": { "properties": { "a": \#(next), "b": \#(next) } }"#
        }
        let file = load(
            ##"{ "$ref": "#/$defs/D0", "$defs": { "D40": {}, \##(definitions.joined(separator: ", ")) } }"##
        )
        #expect(Set(file.diagnostics.map(\.code)) == [.resourceLimit])
    }

    @Test func aLongChainOfDefinitionsIsRefused() {
        let definitions = (0..<5_000).map { number in
            ##""D\##(number)": { "$ref": "#/$defs/D\##(number + 1)" }"##
        }
        let file = load(
            ##"{ "$ref": "#/$defs/D0", "$defs": { "D5000": {}, \##(definitions.joined(separator: ", ")) } }"##
        )
        #expect(file.diagnostics.map(\.code) == [.resourceLimit])
    }

    @Test(arguments: ["nowhere.json", "/etc/order.json"])
    func aFileThatCannotBeReadIsSaidWhereItIsImported(path: String) {
        let file = load("{}", path: path)
        #expect(file.diagnostics.map(\.code) == [.useNotFound])
        #expect(file.diagnostics.map(\.span.text) == [path])
        #expect(file.definition == nil || path.hasPrefix("/"))
    }

    @Test func anImportTakesNoFieldsBesides() throws {
        let file = load("{}", path: "order.json, id: string")
        #expect(file.diagnostics.map(\.code) == [.exclusiveKeys])
    }
}

extension ValueType {
    /// As an author writes it; what has a name, by its name.
    fileprivate var written: String { description }
}
