import TestSupport
import Testing
import WaybillDiagnostics

@testable import WaybillYAML

@Suite("Hostile YAML")
struct HostileInputTests {
    /// Some of what makes other readers slow, deep or large.
    static let bombs: [(name: String, yaml: String)] = [
        ("brackets", String(repeating: "[", count: 50_000)),
        ("braces", String(repeating: "{a: ", count: 12_500)),
        ("dashes", String(repeating: "- ", count: 12_500)),
        ("keys in one line", String(repeating: "? ", count: 12_500)),
        ("unclosed quotes", String(repeating: "a: \"b\nc: 'd\n", count: 1_250)),
        ("unclosed lists", String(repeating: "a: [b,\n", count: 1_250)),
        ("traps", String(repeating: "when: a ? b : c\n", count: 500)),
        ("traps in one line", "a: [" + String(repeating: "${ a }, ", count: 2_500) + "]"),
        ("parentheses", "a: [" + String(repeating: "when: (, ", count: 2_500) + "]"),
        ("duplicate keys", String(repeating: "a: 1\n", count: 5_000)),
        ("undefined aliases", "a: [" + String(repeating: "*a, ", count: 5_000) + "]"),
        ("anchors", (0..<5_000).map { "k\($0): &a\($0) *b\($0)\n" }.joined()),
        ("tags", String(repeating: "- !x y\n", count: 5_000)),
        ("tabs", String(repeating: "\ta\n", count: 5_000)),
        ("escapes", "a: \"" + String(repeating: "\\x41", count: 25_000) + "\""),
        ("empty lines", "a: |\n" + String(repeating: "\n", count: 50_000)),
        ("spaces", "a:" + String(repeating: " ", count: 50_000)),
        ("comments", String(repeating: "#\n", count: 25_000)),
        ("documents", String(repeating: "---\n", count: 12_500)),
        ("byte order marks", String(repeating: "\u{FEFF}", count: 5_000)),
    ]

    @Test("is read in little time", .timeLimit(.minutes(1)), arguments: bombs)
    func bomb(bomb: (name: String, yaml: String)) {
        let source = SourceText(name: bomb.name, text: bomb.yaml)
        let clock = ContinuousClock()
        let time = clock.measure { Spans.check(YAMLReader.read(source)) }
        #expect(time < .seconds(20), "\(bomb.name) took \(time)")
    }

    @Test("keeps a chain of aliases shallow")
    func depth() {
        let lines = (1...200).map { "k\($0): &a\($0) [*a\($0 - 1)]\n" }
        let document = YAMLReader.read(
            SourceText(name: "test.yaml", text: "k0: &a0 [1]\n" + lines.joined())
        )
        #expect(document.diagnostics.contains { $0.code == .resourceLimit })
        #expect((document.root?.height ?? 0) <= YAMLLimits.depth)
    }

    @Test("shows no more findings than anyone reads")
    func manyFindings() {
        let yaml = String(repeating: "a: 1\n", count: 1_000)
        let diagnostics = YAMLReader.read(SourceText(name: "a", text: yaml)).diagnostics
        #expect(diagnostics.count == YAMLLimits.findings + 1)
        #expect(diagnostics.last?.code == .resourceLimit)
    }

    @Test("refuses a file and a text that are too long")
    func size() {
        let file = SourceText(name: "a", bytes: Array(repeating: 0x23, count: (4 << 20) + 1))
        #expect(YAMLReader.read(file).diagnostics.map(\.code) == [.resourceLimit])

        let text = "a: " + String(repeating: "x", count: (1 << 20) + 1) + "\nb: 1\n"
        let document = YAMLReader.read(SourceText(name: "a", text: text))
        #expect(document.diagnostics.map(\.code) == [.resourceLimit])
        #expect(document.root?.outline == "{a: , b: 1}")
    }

    @Test("never leaves the file, however it is broken", arguments: 0..<8)
    func mutations(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let seeds =
            FindingTests.cases.map { FindingTests.bytes(of: $0) }
            + PlacesTests.styles.map { Array($0.yaml.utf8) }
        for _ in 0..<250 {
            let bytes = random.mutate(seeds.randomElement(using: &random) ?? [], with: seeds)
            let source = SourceText(name: "seed \(seed)", bytes: bytes)
            Spans.check(YAMLReader.read(source))
            for mismatch in DecodingMismatch.all(in: bytes) {
                Issue.record("seed \(seed): \(mismatch) in \(source.whole.text.debugDescription)")
            }
        }
    }
}

/// Holds every place of a document against the file.
enum Spans {
    static func check(_ document: YAMLDocument) {
        for diagnostic in document.diagnostics {
            let places =
                [diagnostic.span] + diagnostic.labels.map(\.span)
                + diagnostic.edits.map(\.span)
            for place in places {
                #expect(place.range.upperBound <= document.source.bytes.count)
            }
        }
        for scalar in document.scalars.prefix(200) {
            let count = scalar.string.utf8.count
            let ends = [0, count / 2, count - 1, count].filter { $0 >= 0 && $0 <= count }
            for end in ends {
                let span = scalar.text.span(end..<count)
                #expect(span.range.upperBound <= document.source.bytes.count)
            }
        }
    }
}

extension YAMLNode {
    /// How many collections are nested in one another.
    var height: Int {
        switch content {
        case .scalar: 0
        case .sequence(let items): 1 + (items.map(\.height).max() ?? 0)
        case .mapping(let entries): 1 + (entries.map(\.value.height).max() ?? 0)
        }
    }
}

extension SeededRandom {
    /// A few random changes: bytes that YAML cares about, pieces removed, doubled or taken over.
    mutating func mutate(_ bytes: [UInt8], with others: [[UInt8]]) -> [UInt8] {
        let special = Array(" \n\t\r:-?#&*!|>'\"%@`{}[],\\x0+~.".utf8) + [0, 0xC3, 0xE2, 0xFF]
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &self) {
            let place = Int.random(in: 0...bytes.count, using: &self)
            let length = min(Int.random(in: 0...12, using: &self), bytes.count - place)
            let range = place..<(place + length)
            switch Int.random(in: 0..<4, using: &self) {
            case 0: bytes.insert(special.randomElement(using: &self) ?? 0, at: place)
            case 1: bytes.removeSubrange(range)
            case 2: bytes.insert(contentsOf: bytes[range], at: place)
            default:
                let other = others.randomElement(using: &self) ?? []
                bytes.insert(contentsOf: other.prefix(80), at: place)
            }
        }
        return bytes
    }
}
