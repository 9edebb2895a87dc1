import CEL
import Testing
import WaybillDiagnostics

@Suite("Maps")
struct MapValueTests {
    @Test("find a key across numeric kinds, whatever their size", arguments: [1, 100])
    func numericKeys(size: Int) {
        let map = MapValue((0..<size).map { (.int(Int64($0)), .int(Int64($0))) })
        #expect(map[.uint(0)] == .int(0))
        #expect(map[.double(Double(size - 1))] == .int(Int64(size - 1)))
        #expect(map[.double(0.5)] == nil)
        #expect(map[.string("0")] == nil)
    }

    @Test("tell texts apart by their code points", arguments: [0, 20])
    func textKeys(others: Int) {
        let more = (0..<others).map { (Value.string("\($0)"), Value.int(0)) }
        let map = MapValue([(.string("e\u{301}"), .int(1)), (.string("\u{e9}"), .int(2))] + more)
        #expect(map.count == 2 + others)
        #expect(map[.string("e\u{301}")] == .int(1))
        #expect(map[.string("\u{e9}")] == .int(2))
    }

    @Test("keep the first of equal keys and the order given")
    func order() {
        let map = MapValue([
            (.string("b"), .int(1)), (.string("a"), .int(2)), (.string("b"), .int(3)),
        ])
        #expect(map.pairs.map(\.key) == [.string("b"), .string("a")])
        #expect(map[.string("b")] == .int(1))
    }
}

@Suite("Suggestions")
struct SuggestionTests {
    @Test(
        "the closest name within two edits is meant",
        arguments: [
            ("totl", "total"), ("toatl", "total"), ("inptu", "input"), ("xyz", nil), ("id", "ie"),

        ] as [(String, String?)]
    )
    func closest(name: String, expected: String?) {
        #expect(closestMatch(to: name, among: ["input", "total", "ie"]) == expected)
    }
}
