import TestSupport

/// Makes random expressions that parse, and mostly check, so that they get as far as evaluation.
struct ExpressionGenerator {
    private var random: SeededRandom
    private var variables = ["input", "steps", "now"]

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    mutating func expression(depth: Int = 5) -> String {
        guard depth > 0 else { return leaf() }
        switch Int.random(in: 0..<16, using: &random) {
        case 0, 1: return leaf()
        case 2, 3:
            return
                "(\(expression(depth: depth - 1)) \(pick(Self.operators)) \(expression(depth: depth - 1)))"
        case 4: return "(\(expression(depth: depth - 1)) ? \(leaf()) : \(leaf()))"
        case 5: return "[\(expression(depth: depth - 1)), \(leaf())]"
        case 6: return "{\(leaf()): \(expression(depth: depth - 1))}"
        case 7: return "\(pick(Self.functions))(\(expression(depth: depth - 1)))"
        case 8, 9: return "\(expression(depth: depth - 1)).\(pick(Self.members))"
        case 10: return "\(expression(depth: depth - 1))[\(leaf())]"
        case 11: return "\(expression(depth: depth - 1)).?\(pick(Self.fields))"
        case 12: return "\(pick(["!", "-"]))\(expression(depth: depth - 1))"
        case 13: return "cel.bind(b, \(expression(depth: depth - 1)), [b, b])"
        default: return macro(depth: depth)
        }
    }

    private mutating func macro(depth: Int) -> String {
        let range = expression(depth: depth - 1)
        let name = "v\(depth)"
        variables.append(name)
        defer { variables.removeLast() }
        return "\(range).\(pick(Self.macros))(\(name), \(expression(depth: depth - 1)))"
    }

    private mutating func leaf() -> String {
        Bool.random(using: &random) ? pick(Self.literals) : pick(variables + Self.paths)
    }

    private mutating func pick(_ texts: [String]) -> String {
        texts.randomElement(using: &random) ?? ""
    }

    private static let operators = [
        "+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "in", "&&", "||",
    ]
    private static let functions = [
        "size", "string", "int", "uint", "double", "decimal", "dyn", "type", "sum", "min", "max",
        "timestamp", "duration", "bytes", "bool", "math.abs", "math.bitNot", "math.ceil",
        "lists.range", "optional.of", "optional.ofNonZeroValue", "base64.encode", "strings.quote",
        "regex.extractAll('aba', 'a') == ",
    ]
    private static let members = [
        "size()", "sum()", "max()", "first()", "last()", "value()", "hasValue()", "distinct()",
        "sort()", "reverse()", "flatten()", "flatten(9)", "join(',')", "split('')", "trim()",
        "substring(1)", "substring(0, 2)", "charAt(0)", "indexOf('a')", "lastIndexOf('a', 1)",
        "replace('', 'ab')", "upperAscii()", "orValue(1)", "slice(0, 1)", "getHours()",
        "matches('^a+')", "matches(input.id)", "getMilliseconds('+23:59')", "format([1, 'a', 2.5])",
        "round(2)", "round(1, 'up')",
    ]
    private static let fields = ["total", "lines", "review", "approved", "a", "extra", "region"]
    private static let macros = [
        "map", "filter", "all", "exists", "exists_one", "sortBy", "optMap",
    ]
    private static let paths = [
        "input.total", "input.lines", "input.extra", "input.tags", "input.count", "input.id",
        "steps.screen.risk", "steps.?review", "input.ship_to", "input.tier", "input.weight",
    ]
    private static let literals = [
        "0", "1", "-1", "9223372036854775807", "-9223372036854775808", "18446744073709551615u",
        "0u",
        "0.0", "-0.5", "1e308", "1e-320", "'a'", "'e\\u0301💥'", "'%d %s %.3f'", "b'\\xff'", "true",
        "false", "null", "[]", "{}", "dyn(1)", "dyn([])", "decimal('0')", "decimal('1e90')",
        "decimal('1e-127')", "decimal('7')",
        "decimal('-99999999999999999999999999999999999999')", "duration('-87600000h')",
        "timestamp('0001-01-01T00:00:00Z')", "timestamp('9999-12-31T23:59:59.999999999Z')",
        "optional.none()", "double('NaN')", "double('-Infinity')",
    ]
}
