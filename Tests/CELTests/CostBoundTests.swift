import Foundation
import TestSupport
import Testing
import WaybillDiagnostics

@testable import CEL

@Suite("The bound of the cost")
struct CostBoundTests {
    @Test(
        "is what the evaluator charges, for parts of known size",
        arguments: [
            ("1 + 2", 0), ("input.count", 2), ("input.count > 3", 3), ("input.total > 3", 3),
            ("input.count > 3 && input.count < 5", 6), ("[input.count]", 12),
            ("{'a': input.count}", 32), ("[input.count, 2].map(x, x + 1)", 28),
            ("input.count in [1, 2, 3]", 16), ("has(input.promise_by)", 2),
            ("input.tier == 'gold'", 4), ("input.tier < 'gold'", 4),
            ("cel.bind(x, input.count, x + x)", 5), ("input.?promise_by.orValue(now)", 4),
            ("lists.range(10).all(i, i < input.count)", 61),
            ("lists.range([1, 2].size() - 1).exists(i, i == input.count)", 20),
        ]
    )
    func exact(text: String, units: Int) throws {
        let program = try #require(OrderEnvironment.compile(text).program)
        #expect(program.costBound() == units)
    }

    @Test(
        "multiplies where macros are nested, and goes by the sizes assumed",
        arguments: [
            ("input.lines.all(l, l.quantity > 0)", 10, 42),
            ("input.lines.all(l, l.quantity > 0)", 1_000, 4_002),
            ("input.lines.all(l, input.lines.exists(m, m.sku != l.sku))", 10, 800),
            (
                "input.lines.all(l, input.lines.exists(m, m.quantity > l.quantity))", 1_000,
                6_000_000
            ),
        ]
    )
    func sizes(text: String, count: Int, atLeast: Int) throws {
        let program = try #require(OrderEnvironment.compile(text).program)
        let assumptions = CostAssumptions(textSize: 20, count: count)
        #expect(program.costBound(assuming: assumptions) >= atLeast)
        #expect(program.costBound(assuming: assumptions) <= atLeast * 2)
    }

    @Test(
        "is infinite where nothing bounds the work, and never overflows",
        arguments: [
            "lists.range(input.count).all(i, i >= 0)",
            nested("input.lines.all(x, ", ")", around: "true", depth: 30),
            nested("'%s'.format([", "])", around: "input.id", depth: 100),
        ]
    )
    func infinite(text: String) throws {
        let program = try #require(OrderEnvironment.compile(text).program)
        #expect(program.costBound() > 1_000_000_000)
    }

    @Test("is computed in little time for values that share their parts", .timeLimit(.minutes(1)))
    func sharedParts() throws {
        var text = "[input.id, input.id]"
        for level in 0..<100 { text = "cel.bind(x\(level), \(text), [x\(level), x\(level)])" }
        let program = try #require(OrderEnvironment.compile("\(text) == []").program)
        #expect(program.costBound() < 10_000)
    }

    @Test("is known for every function of the language")
    func functions() {
        let functions = FunctionTable.standard
        let names = functions.globalNames + functions.memberNames
        #expect(names.filter { FunctionCost.table[$0] == nil } == [])
    }

    @Test("is never passed by an evaluation of data within the sizes", arguments: 0..<20)
    func property(seed: Int) throws {
        var expressions = ExpressionGenerator(seed: UInt64(seed))
        var random = SeededRandom(seed: UInt64(seed) &+ 1_000)
        let assumptions = CostAssumptions(textSize: seed % 2 == 0 ? 6 : 100, count: 4)
        var evaluated = 0
        for _ in 0..<200 {
            let text = expressions.expression(depth: Int.random(in: 1...5, using: &random))
            guard let program = OrderEnvironment.compile(text).program else { continue }
            let bound = program.costBound(assuming: assumptions)
            guard bound <= EvaluationLimits.standard.cost else { continue }
            evaluated += 1
            let values = OrderEnvironment.environment.variables.map {
                random.data(of: $0.type, within: assumptions)
            }
            try expect(program, on: values, costsAtMost: bound, "seed \(seed): \(text)")
        }
        #expect(evaluated > 20)
    }

    private func expect(
        _ program: Program,
        on values: [Value?],
        costsAtMost bound: Int,
        _ comment: Comment
    ) throws {
        do throws(EvaluationError) {
            _ = try program.evaluate(values, limits: EvaluationLimits(cost: bound))
        } catch {
            #expect(!error.message.contains("does more work"), comment)
        }
    }
}

private func nested(_ head: String, _ tail: String, around text: String, depth: Int) -> String {
    String(repeating: head, count: depth) + text + String(repeating: tail, count: depth)
}

extension SeededRandom {
    /// Data of a type, as often as not as large as it may be.
    fileprivate mutating func data(
        of type: ValueType,
        within sizes: CostAssumptions
    ) -> Value {
        switch type {
        case .bool: .bool(Bool.random(using: &self))
        case .int: .int(Int64(size(sizes.count)))
        case .double: .double(Double(size(sizes.count)))
        case .decimal: .decimal(19)
        case .string: text(sizes)
        case .timestamp: Timestamp(rfc3339: "2026-06-01T09:30:00Z").map { .timestamp($0) } ?? .null
        case .enumeration(let members): .string(members.randomElement(using: &self) ?? "")
        case .list(let element):
            .list((0..<size(sizes.count)).map { _ in data(of: element, within: sizes) })
        case .map(_, let value):
            .map(
                MapValue(
                    fields: (0..<size(sizes.count)).map {
                        ("key\($0)", data(of: value, within: sizes))
                    }
                )
            )
        case .optional(let wrapped):
            .optional(
                OptionalValue(
                    Bool.random(using: &self) ? data(of: wrapped, within: sizes) : nil
                )
            )
        case .record(let record): .record(fields(of: record, within: sizes))
        default: anything(sizes)
        }
    }

    private mutating func fields(of type: RecordType, within sizes: CostAssumptions) -> RecordValue
    {
        let slots = type.fields.map { field -> Value? in
            let value = data(of: field.type, within: sizes)
            if case .optional(let optional) = value { return optional.wrapped }
            return value
        }
        return RecordValue(type, slots: slots)
    }

    private mutating func anything(_ sizes: CostAssumptions) -> Value {
        switch Int.random(in: 0..<4, using: &self) {
        case 0: .int(2)
        case 1: text(sizes)
        case 2: .list((1..<max(sizes.count, 1)).map { _ in text(sizes) })
        default: .map(MapValue(fields: [("a", .list([text(sizes), .int(1)]))]))
        }
    }

    private mutating func text(_ sizes: CostAssumptions) -> Value {
        .string(String(repeating: "x", count: size(sizes.textSize)))
    }

    private mutating func size(_ most: Int) -> Int {
        Bool.random(using: &self) ? most : Int.random(in: 0...most, using: &self)
    }
}
