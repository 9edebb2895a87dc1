import CEL
import Foundation

/// `grammar/waybill.schema.json`, and what of JSON Schema it takes to hold a document against it: the
/// keywords in `keywords` and no others, which a test holds the file to.
struct Schema {
    let root: JSON

    /// The schema of the language; or the one in another file.
    init(file: String = "waybill.schema.json") throws {
        root = try JSON(parsing: try text(of: "grammar/\(file)"))
    }

    /// The keywords that say something about a document, and those that only explain.
    static let keywords: Set<String> = [
        "$ref", "additionalProperties", "anyOf", "const", "dependentRequired", "else", "enum", "if",
        "items", "maxItems", "maximum", "minItems", "minProperties", "minimum", "not", "oneOf",
        "pattern", "properties", "propertyNames", "required", "then", "type",
    ]
    static let explanations: Set<String> = ["$schema", "$defs", "title", "description", "examples"]

    /// A definition of the schema.
    func definition(_ name: String) -> JSON? { root["$defs"]?[name] }

    /// The keys that a definition gives properties to; empty for what has none.
    func keys(of definition: String) -> Set<String> {
        Set((self.definition(definition)?["properties"]?.members ?? []).map(\.name))
    }

    /// The words of the closed set that a place of the schema holds: `handler/idempotency`.
    func words(at place: String) -> [String] {
        let parts = place.split(separator: "/").map(String.init)
        let schema = parts.dropFirst().reduce(definition(parts[0])) { $0?["properties"]?[$1] }
        return schema?["enum"]?.elements.compactMap(\.string) ?? []
    }

    /// What a `$ref` leads to.
    func target(of reference: String) -> JSON? {
        reference.split(separator: "/").dropFirst().reduce(root) { $0?[String($1)] }
    }

    /// Every schema in the file, with the way to it.
    func all() -> [(place: String, schema: JSON)] { schemas(in: root, at: "#") }

    private func schemas(in schema: JSON, at place: String) -> [(place: String, schema: JSON)] {
        var found = [(place, schema)]
        for member in schema.members {
            let inside = "\(place)/\(member.name)"
            switch member.name {
            case "if", "then", "else", "items", "not", "additionalProperties", "propertyNames":
                found += schemas(in: member.value, at: inside)
            case "properties", "$defs":
                for property in member.value.members {
                    found += schemas(in: property.value, at: "\(inside)/\(property.name)")
                }
            case "anyOf", "oneOf":
                for option in member.value.elements { found += schemas(in: option, at: inside) }
            default: break
            }
        }
        return found
    }
}

extension JSON {
    var members: [Member] { if case .object(let members) = self { members } else { [] } }

    var elements: [JSON] { if case .array(let elements) = self { elements } else { [] } }

    var string: String? { if case .string(let text) = self { text } else { nil } }

    var number: Double? { if case .number(let text) = self { Double(text) } else { nil } }

    /// The types that JSON Schema says it has.
    var types: [String] {
        switch self {
        case .null: ["null"]
        case .bool: ["boolean"]
        case .number(let text): text.contains(".") ? ["number"] : ["number", "integer"]
        case .string: ["string"]
        case .array: ["array"]
        case .object: ["object"]
        }
    }
}
