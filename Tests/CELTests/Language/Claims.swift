import CEL
import Testing
import WaybillDiagnostics

/// Claims about the language, in the language: what must be true, fail or not compile, with
/// `n = 7`, `s = 'héllo'`, `l = [1, 2, 3]`, `m = {'x': 1}` and `d` of any type, a map.
enum Claims {
    static let environment = Environment(variables: [
        .init("n", .int), .init("s", .string), .init("l", .list(.int)),
        .init("m", .map(key: .string, value: .int)), .init("d", .any),
    ])

    static let values: [Value?] = [
        .int(7), .string("héllo"), .list([.int(1), .int(2), .int(3)]),
        .map(MapValue(fields: [("x", .int(1))])),
        .map(MapValue(fields: [("a", .int(1)), ("b", .list([.int(1), .double(2.5)]))])),
    ]

    static func compile(_ text: String) -> Compilation {
        Program.compile(EmbeddedText(text), in: environment)
    }

    /// Holds that an expression compiles and is true.
    static func expectTrue(_ text: String) throws {
        let compilation = compile(text)
        let program = try #require(compilation.program, "\(compilation.diagnostics.map(\.message))")
        #expect(try program.evaluate(values) == .bool(true))
    }

    /// Holds that an expression compiles, or is found out when compiling, and gives no value.
    static func expectFailure(_ text: String) {
        guard let program = compile(text).program else { return }
        #expect(throws: EvaluationError.self) { try program.evaluate(values) }
    }

    /// Holds that an expression does not compile.
    static func expectRefusal(_ text: String) { #expect(compile(text).program == nil) }
}
