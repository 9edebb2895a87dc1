import Testing
import WaybillDiagnostics
import WaybillLint

@testable import WaybillLoading

/// `docs/language.md`, with the page about scenarios and bindings, tells authors of everything that
/// the loader reads.
@Suite struct LanguagePageTests {
    private let page: String
    private let words: Set<String>

    init() throws {
        page = try text(of: "docs/language.md")
        let pages = page + (try text(of: "workflows/README.md"))
        words = Set(pages.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
    }

    @Test(arguments: SchemaKeyTests.tables.map(\.table))
    func namesEachKey(of table: KeyTable) {
        #expect(table.keys.filter { !words.contains($0) } == [], "\(table.construct)")
    }

    @Test func namesEachKeyOfAStep() {
        #expect(StepKeys.all.filter { !words.contains($0) } == [])
    }

    @Test func showsFilesThatLoad() {
        let blocks = page.split(separator: "```").map { $0.drop { $0 != "\n" }.dropFirst() }
            .filter { $0.hasPrefix("waybill: 1") }
        #expect(!blocks.isEmpty)
        for block in blocks {
            let reading = FileReading.memory(["page.yaml": String(block)])
            #expect(Linter.check(path: "page.yaml", reading: reading).map(\.message) == [])
        }
    }
}
