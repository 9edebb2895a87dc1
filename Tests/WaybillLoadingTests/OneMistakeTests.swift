import Testing
import WaybillDiagnostics

@testable import WaybillLoading

/// One mistake in the text is one finding, whatever could not be read because of it.
@Suite struct OneMistakeTests {
    @Test(
        "A collection that YAML cannot read to its end fits everywhere",
        arguments: [
            (input: "{ id: string, m: map<[int]>, u: uint, dec: decimal }", id: "${ input.u }"),
            (input: "{ id: string, u: [uint }", id: "${ input.u }"),
            (input: "{ id: string }", id: "[a, b"),
        ]
    )
    func cut(input: String, id: String) {
        let value = id.hasPrefix("$") ? "\"\(id)\"" : id
        let text = """
            waybill: 1
            workflow: sell
            input: \(input)
            handlers: { ask: { input: { id: any, more: string }, effect: none } }
            steps:
              - step: ask
                call: ask
                with: { more: x, id: \(value) }
            """
        #expect(codes(Array(text.utf8)) == ["WB0001"])
    }

    @Test func aNameThatIsNotUTF8IsOneFinding() {
        let text = Array("waybill: 1\nworkflow: ".utf8) + [0xFF, 0xFE]
        #expect(codes(text + Array("\nsteps: [{ step: nap, wait: 1s }]\n".utf8)) == ["WB0001"])
    }

    @Test func aStrayByteInACommentHidesNothingElse() {
        let text = Array("waybill: 1\n# caf".utf8) + [0xE9]
        let rest = "\nworkflow: sell\nsteps: [{ step: nap, wait: 1x }]\n"
        #expect(codes(text + Array(rest.utf8)) == ["WB0001", "WB0105"])
    }

    @Test(arguments: [false, true], [false, true])
    func aFileInUTF16IsOneFinding(isBigEndian: Bool, hasMark: Bool) {
        let text = "waybill: 1\nworkflow: sell\nsteps: [{ step: nap, wait: 1s }]\n"
        let units = (hasMark ? [0xFEFF] : []) + Array(text.utf16)
        let bytes = units.flatMap { unit in
            let pair = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
            return isBigEndian ? pair.reversed() : pair
        }
        #expect(codes(bytes) == ["WB0001"])
    }

    @Test func aSingleByteThatIsNotUTF8IsOneFinding() {
        let text = Array("waybill: 1\nworkflow: ".utf8) + [0xFF]
        #expect(codes(text + Array("\nsteps: [{ step: nap, wait: 1s }]\n".utf8)) == ["WB0001"])
    }

    @Test func filesUsedThatAreNoListHideWhatIsMissing() {
        let text = """
            waybill: 1
            workflow: sell
            use: shop.yaml
            input: { lines: "[Line]" }
            steps: [{ step: look, call: stock.look, timeout: 5s }]
            """
        #expect(codes(Array(text.utf8)) == ["WB0101"])
    }

    @Test func aPointInTimeAsTextIsOneFinding() throws {
        let text = """
            waybill: 1
            workflow: sell
            steps: [{ step: nap, wait_until: "2026-01-01T00:00:00Z" }]
            """
        let findings = load(Array(text.utf8)).diagnostics
        #expect(findings.map(\.code.code) == ["WB0301"])
        #expect(
            findings.first?.help == ["write `wait_until: timestamp('2026-01-01T00:00:00Z')`"]
        )
        #expect(
            findings.first?.edits.map(\.replacement) == ["\"timestamp('2026-01-01T00:00:00Z')\""]
        )
    }

    @Test(
        "What is proposed for a name is accepted",
        arguments: [("Ed-Flow", "ed_flow"), ("sell it", "sell_it"), ("9lives", nil)]
            as [(String, String?)]
    )
    func names(name: String, mended: String?) {
        let text = "waybill: 1\nworkflow: \(name)\nsteps: [{ step: nap, wait: 1s }]\n"
        let help = load(Array(text.utf8)).diagnostics.first?.help.first ?? ""
        #expect(help.hasSuffix(mended.map { ": `\($0)`" } ?? "[a-z0-9_]*`"))
    }

    @Test(
        arguments: [
            ("{ order_id: string, at: int }", "{ order_id: string }", "order_id", "input.order_id"),
            ("{ at: int }", "{ order_id: string }", "at", "…"),
        ]
    )
    func aMatchIsShownWithTheFieldsOfItsEvent(
        data: String,
        input: String,
        field: String,
        value: String
    ) {
        let text = """
            waybill: 1
            workflow: sell
            input: \(input)
            events: { desk.decided: { external: true, data: \(data) } }
            steps: [{ step: seen, await: desk.decided, timeout: 5s }]
            """
        let finding = load(Array(text.utf8)).diagnostics.first { $0.code == .missingMatch }
        #expect(
            finding?.help == [
                "name the fields that tell one from another: `match: { \(field): \(value) }`",
                "or say what must hold of it: `where: event.data.\(field) == \(value)`",
            ]
        )
    }

    @Test func aTypeNamedAsABuiltInSaysThatTheNameIsTaken() {
        let text = "waybill: 1\ntypes: { string: { a: int } }\n"
        let file = load(Array(text.utf8))
        #expect(
            file.diagnostics.map(\.summary) == [
                "WB0107 `string` `string` is the name of a type already"
            ]
        )
    }

    @Test(
        arguments: [
            ("[1, 2]", 3, ["WB0207"]), ("[1, 2]", 2, []), ("input.xs", 3, []),
        ] as [(String, Int, [String])]
    )
    func aJoinIsHeldAgainstAListThatIsWrittenOut(list: String, join: Int, codes: [String]) {
        let text = """
            waybill: 1
            workflow: sell
            input: { xs: "[int]" }
            steps:
              - step: all
                for_each: "\(list)"
                as: x
                join: \(join)
                steps: [{ step: nap, wait: 1s }]
            """
        #expect(self.codes(Array(text.utf8)) == codes)
    }

    private func codes(_ bytes: [UInt8]) -> [String] {
        load(bytes).diagnostics.filter { $0.severity == .error }.map(\.code.code)
    }

    private func load(_ bytes: [UInt8]) -> LoadedFile {
        Loader.load(path: "sell.yaml", reading: FileReading { _ in bytes })
    }
}
