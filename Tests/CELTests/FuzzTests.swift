import CEL
import TestSupport
import Testing
import WaybillDiagnostics

@Suite("Random texts")
struct FuzzTests {
    /// Words that make a random text likely to get far.
    static let words = [
        "input", "steps", "now", ".", ".?", "total", "lines", "review", "approved", "count",
        "extra",
        "tags", "(", ")", "[", "]", "[?", "{", "}", ",", ":", "?", "&&", "||", "!", "-", "+", "*",
        "/",
        "%", "<", "==", "!=", "in", "1", "0", "2.5", "1u", "'a'", "b'a'", "9223372036854775807",
        "-9223372036854775808", "true", "null", "has(", "x", "y", ".map(x,", ".all(x,",
        ".filter(x,",
        ".exists(i,x,", ".transformMap(k,v,", "cel.bind(x,", ".orValue(", ".optMap(x,",
        "decimal('1.5')",
        "duration('1h')", ".sum()", ".size()", "round(", ".format([", "lists.range(3)", "math.abs(",
        ".substring(1)", ".split('')", ".first()", ".sortBy(x,", "string(", "int(", "dyn(", "type(",
        "matches(", ".matches('(a|b)*')", "regex.extract(", "regex.replace(", "'a+'", "r'\\1'",
        "timestamp('9999-12-31T23:59:59Z')", "\\", "`", "\"", "'", "é", "💥", "\n", "//", "\u{0}",
    ]

    @Test("never crash, hang or leave a finding outside the text", arguments: 0..<4)
    func words(seed: Int) throws {
        var generator = SeededRandom(seed: UInt64(seed))
        for _ in 0..<500 {
            let count = Int.random(in: 1...25, using: &generator)
            let text = (0..<count).compactMap { _ in Self.words.randomElement(using: &generator) }
                .joined(separator: Bool.random(using: &generator) ? " " : "")
            try run(text)
        }
    }

    @Test("that are expressions are evaluated, or refused with a reason", arguments: 0..<4)
    func expressions(seed: Int) throws {
        var generator = ExpressionGenerator(seed: UInt64(seed))
        for _ in 0..<500 { try run(generator.expression()) }
    }

    /// Compiles and evaluates a text, and holds what comes out against what is promised.
    private func run(_ text: String) throws {
        let compilation = OrderEnvironment.compile(text)
        #expect((compilation.program == nil) == !compilation.diagnostics.isEmpty, "\(text)")
        #expect(compilation.diagnostics.count <= 100)
        let program = Program.compile(
            EmbeddedText("[dyn(\(text))]"),
            in: OrderEnvironment.environment
        ).program
        let limits = EvaluationLimits(cost: 10_000, outputSize: 100_000)
        for program in [compilation.program, program].compactMap(\.self) {
            guard let value = try? program.evaluate(Self.values, limits: limits) else { continue }
            #expect((try? JSON(parsing: value.json.description)) != nil, "\(text)")
        }
    }

    private static let values: [Value?] = (try? OrderEnvironment.values()) ?? []
}
