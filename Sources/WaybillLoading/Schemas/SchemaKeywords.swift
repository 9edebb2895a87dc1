/// The keywords of JSON Schema, by what becomes of them when a type is imported.
enum SchemaKeywords {
    /// What types are made of.
    static let structure = [
        "$ref", "$defs", "definitions", "type", "enum", "const", "format", "contentEncoding",
        "properties", "required", "additionalProperties", "items", "nullable", "anyOf", "oneOf",
    ]

    /// What no type can say, and what to do instead.
    static let withoutCounterpart: [String: String] = [
        "allOf": "write the properties of all of them in one object",
        "not": "leave it out, and decide by a `route` or in the handler",
        "if": "leave it out, and decide by a `route` or in the handler",
        "then": "leave it out, and decide by a `route` or in the handler",
        "else": "leave it out, and decide by a `route` or in the handler",
        "dependentSchemas": "make the properties optional, and decide by a `route`",
        "dependencies": "make the properties optional, and decide by a `route`",
        "patternProperties":
            "use `additionalProperties`, which makes a map, or name the properties",
        "prefixItems": "make an object of it, with a property for each position",
        "additionalItems": "make an object of it, with a property for each position",
        "$dynamicRef": "refer to a definition of this file: `#/$defs/…`",
        "$recursiveRef": "refer to a definition of this file: `#/$defs/…`",
    ]

    /// What types do not check: the values are taken whether they keep to it or not.
    static let unchecked: Set<String> = [
        "minLength", "maxLength", "pattern", "minimum", "maximum", "exclusiveMinimum",
        "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems", "contains",
        "minContains", "maxContains", "minProperties", "maxProperties", "propertyNames",
        "dependentRequired", "unevaluatedItems", "unevaluatedProperties",
    ]

    /// What only explains.
    static let annotations = [
        "$schema", "$id", "id", "$anchor", "$dynamicAnchor", "$vocabulary", "$comment", "title",
        "description", "default", "examples", "example", "deprecated", "readOnly", "writeOnly",
        "contentMediaType", "contentSchema",
    ]

    /// Every keyword, for did-you-mean.
    static let all =
        structure + withoutCounterpart.keys.sorted() + unchecked.sorted() + annotations
}
