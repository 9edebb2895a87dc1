/// What authors write who come from other languages, and what CEL has for it.
enum Habits {
    /// Functions of values.
    static let members: [String: String] = [
        "length": "size", "len": "size", "count": "size", "any": "exists", "some": "exists",
        "every": "all", "find": "filter", "where": "filter", "select": "map",
        "includes": "contains",
        "has": "contains", "toUpperCase": "upperAscii", "upper": "upperAscii",
        "uppercase": "upperAscii", "toLowerCase": "lowerAscii", "lower": "lowerAscii",
        "lowercase": "lowerAscii", "strip": "trim", "substr": "substring", "at": "charAt",
        "sorted": "sort", "unique": "distinct", "uniq": "distinct", "reversed": "reverse",
        "search": "matches", "test": "matches",
    ]

    /// Functions called by themselves.
    static let globals: [String: String] = [
        "len": "size", "length": "size", "count": "size", "str": "string", "float": "double",
        "number": "double", "boolean": "bool", "date": "timestamp", "math.max": "math.greatest",
        "math.min": "math.least", "regex.match": "matches",
        "regex.find": "regex.extract", "regex.findAll": "regex.extractAll",
        "regex.sub": "regex.replace",
        "base64": "base64.encode", "range": "lists.range",
    ]

    /// Constants.
    static let names: [String: String] = [
        "True": "true", "TRUE": "true", "yes": "true", "False": "false", "FALSE": "false",
        "no": "false", "None": "null", "nil": "null", "NULL": "null", "Null": "null",
        "undefined": "null",
    ]
}
