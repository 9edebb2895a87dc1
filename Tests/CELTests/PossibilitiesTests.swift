import Testing

@testable import CEL

/// What conditions leave possible, and how much work it takes to find out.
@Suite struct PossibilitiesTests {
    @Test("Each can be the first of many that have nothing to do with each other")
    func independentConditions() throws {
        let names = (0..<26).map { "c\($0)" }
        let mixed = names.enumerated().map { index, name in
            index % 2 == 0 ? name : "\(name) && d\(index) || e\(index) && f\(index)"
        }
        let variables = names + (0..<26).flatMap { ["d\($0)", "e\($0)", "f\($0)"] }
        let environment = Environment(variables: variables.map { .init($0, .bool) })
        let conditions = try mixed.map { try Program($0, in: environment).condition }
        var possibilities = Possibilities(conditions)
        let budget = possibilities.work
        for index in conditions.indices {
            guard case .possible = possibilities.canBe(index, true) else {
                Issue.record("condition \(index) was not found possible")
                return
            }
            possibilities.require(index, is: false)
        }
        #expect(budget - possibilities.work < 100_000)
    }

    @Test func whatTakesTooLongIsNotKnown() throws {
        // Nine pigeons in eight holes, which no search finds out fast.
        let (pigeons, holes) = (9, 8)
        func name(_ pigeon: Int, _ hole: Int) -> String { "p\(pigeon)_\(hole)" }
        let all = (0..<pigeons).flatMap { pigeon in (0..<holes).map { name(pigeon, $0) } }
        let environment = Environment(variables: all.map { .init($0, .bool) })
        var texts = (0..<pigeons).map { pigeon in
            (0..<holes).map { name(pigeon, $0) }.joined(separator: " || ")
        }
        for hole in 0..<holes {
            for first in 0..<pigeons {
                for second in 0..<first {
                    texts.append("!(\(name(first, hole)) && \(name(second, hole)))")
                }
            }
        }
        let conditions = try texts.map { try Program($0, in: environment).condition }
        var possibilities = Possibilities(conditions, budget: 200_000)
        for index in conditions.indices { possibilities.require(index, is: true) }
        guard case .unknown = possibilities.answer() else {
            Issue.record("a budget of work was not kept to")
            return
        }
    }

    @Test(
        "A case that is left is told in words",
        arguments: [
            ("pieces != 5", false, "`pieces` is 5"),
            ("pieces >= 5", false, "`pieces` is less than 5"),
            ("pieces > 3 && pieces < 5", true, "`pieces` is more than 3 and less than 5"),
            ("pieces > 5", false, "`pieces` is at most 5"),
            ("pieces < 3 || pieces > 5", false, "`pieces` is at least 3 and at most 5"),
            ("size(name) > 0", false, "`size(name)` is 0"),
            ("size(name) > 2", false, "`size(name)` is at most 2"),
            ("size(name) == 0", false, "`size(name)` is more than 0"),
            ("tier == 'gold'", false, "`tier` is 'standard'"),
            ("paid", false, "`paid` does not hold"),
            ("ratio > 1.0 || ratio <= 1.0", false, "`ratio` is not a number"),
            ("name in ['a', 'b']", false, "`name` is none of 'a', 'b'"),
            ("price < decimal('2.50')", false, "`price` is at least 2.5"),
        ]
    )
    func words(expression: String, value: Bool, words: String) throws {
        let environment = Environment(variables: [
            .init("pieces", .int), .init("tier", .enumeration(["gold", "standard"])),
            .init("paid", .bool), .init("ratio", .double), .init("name", .string),
            .init("price", .decimal),
        ])
        var possibilities = Possibilities([try Program(expression, in: environment).condition])
        guard case .possible(let example) = possibilities.canBe(0, value) else {
            Issue.record("\(expression) cannot be \(value)")
            return
        }
        #expect(example.words.contains(words), "\(example.words)")
    }

    @Test(
        "What can never be is found",
        arguments: [
            "pieces > 5 && pieces < 6", "size(name) < 0", "number < 0u", "paid && !paid",
            "tier == 'gold' && tier == 'standard'", "name < ''", "pieces > other && pieces < other",
            "paid ? false : paid", "wait > duration('2h') && wait < duration('90m')",
        ]
    )
    func impossible(expression: String) throws {
        let environment = Environment(variables: [
            .init("pieces", .int), .init("other", .int), .init("number", .uint),
            .init("tier", .enumeration(["gold", "standard"])), .init("paid", .bool),
            .init("name", .string), .init("wait", .duration),
        ])
        var possibilities = Possibilities([try Program(expression, in: environment).condition])
        guard case .impossible = possibilities.canBe(0, true) else {
            Issue.record("\(expression) was not found impossible")
            return
        }
    }
}
