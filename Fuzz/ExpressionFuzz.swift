import CEL
import Foundation
import WaybillDiagnostics

/// What libFuzzer calls with each text that it makes up. A broken promise ends the process, which
/// libFuzzer reports with the text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    guard let first = bytes.first else { return 0 }
    let surroundings = Surroundings.all[Int(first) % Surroundings.all.count]
    let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
    let compilation = Program.compile(EmbeddedText(text), in: surroundings.environment)
    promise(compilation.diagnostics.count <= 100, "there are at most 100 findings")
    promise(
        (compilation.program == nil) == !compilation.diagnostics.isEmpty,
        "there is a program or there are findings"
    )
    for finding in compilation.diagnostics {
        promise(isInside(finding.span), "findings lie in the text")
        promise(finding.labels.allSatisfy { isInside($0.span) }, "labels lie in the text")
    }
    guard let program = compilation.program else { return 0 }
    let result = evaluate(program, surroundings.values)
    promise(result == evaluate(program, surroundings.values), "an evaluation can be repeated")
    if let cost = result.cost {
        let bound = program.costBound(assuming: Surroundings.sizes)
        promise(cost <= bound, "the bound \(bound) of the cost holds: it is \(cost)")
    }
    return 0
}

/// What came of an evaluation, for comparison: texts, since NaN is not equal to itself.
private struct Result: Equatable {
    let outcome: String
    /// `nil` when there is no value.
    let cost: Int?
}

private func evaluate(_ program: Program, _ values: [Value?]) -> Result {
    do throws(EvaluationError) {
        let (value, cost) = try program.evaluateWithCost(values)
        return Result(outcome: "\(value.json)", cost: cost)
    } catch {
        promise(isInside(error.span), "errors lie in the text")
        return Result(outcome: error.message, cost: nil)
    }
}

private func isInside(_ span: Span) -> Bool {
    (0...span.source.bytes.count).contains(span.range.lowerBound)
        && span.range.upperBound <= span.source.bytes.count
}

private func promise(_ holds: Bool, _ what: @autoclosure () -> String) {
    guard !holds else { return }
    FileHandle.standardError.write(Data("broken: \(what())\n".utf8))
    abort()
}

/// Variables with their values.
private struct Surroundings {
    let environment: Environment
    let values: [Value?]

    /// No value below holds more.
    static let sizes = CostAssumptions(textSize: 64, count: 16)

    /// Typed records, values of any type, and nothing at all.
    static let all: [Surroundings] = [
        Surroundings([("input", .record(order), document), ("now", .timestamp, moment)]),
        Surroundings([("input", .any, document), ("x", .any, "[1, 2.5, \"a\", null, {}]")]),
        Surroundings([]),
    ]

    private init(_ variables: [(name: String, type: ValueType, json: String)]) {
        environment = Environment(variables: variables.map { .init($0.name, $0.type) })
        values = variables.map { try? Value(JSON(parsing: $0.json), as: $0.type) }
    }

    private static let line = RecordType(
        name: "Line",
        fields: [
            .init("sku", .string), .init("price", .decimal), .init("quantity", .int),
            .init("weight", .double), .init("note", .optional(.string)),
        ]
    )
    private static let order = RecordType(
        name: "Order",
        fields: [
            .init("id", .string), .init("lines", .list(.record(line))), .init("total", .decimal),
            .init("tier", .enumeration(["standard", "gold"])), .init("paid", .bool),
            .init("tags", .map(key: .string, value: .string)),
            .init("promise_by", .optional(.timestamp)), .init("extra", .any),
        ]
    )
    private static let moment = "\"2026-06-01T09:30:00Z\""
    private static let document = """
        {"id": "ORD-1", "total": 19.99, "tier": "gold", "paid": true, "tags": {"gift": "yes"},
         "extra": {"a": [1, "b", null]}, "lines": [
           {"sku": "A", "price": 9.99, "quantity": 1, "weight": 0.5},
           {"sku": "B", "price": 5, "quantity": 2, "weight": 1.5, "note": "fragile"}]}
        """
}
