import CEL
import Foundation
import Testing
import WaybillDiagnostics
import WaybillModel

@testable import WaybillHandlers

@Suite struct MockHandlerTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `fails as often as it is told to, for each call`() async {
        let mock = MockHandler(
            MockBinding(
                outcome: .output(.constant(.bool(true))),
                failingFirst: .init(attempts: 2, failure: busy)
            )
        )
        for key in ["a", "b"] {
            for attempt in 1...2 {
                let answer = await mock.handle(.test(key: key, attempt: attempt))
                #expect(answer.failure?.code == "carrier_busy")
            }
            #expect(await mock.handle(.test(key: key, attempt: 3)) == .success(.bool(true)))
        }
    }

    @Test func `takes its latency, and no longer than the timeout`() async {
        let slow = MockHandler(
            MockBinding(outcome: .output(.constant(.null)), latency: .seconds(60))
        )
        let failure = await slow.handle(.test(timeout: .milliseconds(50))).failure
        #expect(failure?.code == .timeout)
        #expect(failure?.effect == .unknown)
    }

    @Test func `answers by the first case that holds`() async throws {
        let mock = MockHandler(
            MockBinding(
                outcome: .output(
                    .object([
                        .init(
                            "id",
                            .text([.literal("auth-"), .expression(try cel("input.order"))])
                        ),
                        .init("order", .expression(try cel("input.order"))),
                    ])
                ),
                cases: [
                    .init(
                        condition: try cel("input.card == 'tok_declined'"),
                        outcome: .failure(busy)
                    )
                ]
            )
        )
        let good = try JSON.parsed(#"{"order":"W-1","card":"tok_1"}"#)
        #expect(
            await mock.handle(.test(input: good)).output
                == .object([.init("id", .string("auth-W-1")), .init("order", .string("W-1"))])
        )
        let bad = try JSON.parsed(#"{"order":"W-1","card":"tok_declined"}"#)
        #expect(await mock.handle(.test(input: bad)).failure?.code == "carrier_busy")
    }

    @Test func `says what is wrong when a case cannot be decided`() async throws {
        let mock = MockHandler(
            MockBinding(
                outcome: .output(.constant(.null)),
                cases: [
                    .init(condition: try cel("input.card == 'x'"), outcome: .failure(busy))
                ]
            )
        )
        let failure = await mock.handle(.test(input: .object([]))).failure
        #expect(failure?.code == .rejectedInput)
        #expect(failure?.effect == Effect.none)
    }

    @Test func `has each effect once, also when the process starts anew`() async throws {
        let path = folder.file("ledger.jsonl")
        let call = HandlerCall.test(input: try .parsed(#"{"order":"W-1"}"#), key: "k")
        #expect(await counting(path, 1).handle(call) == .success(.number("1")))
        #expect(await counting(path, 2).handle(call) == .success(.number("1")))
        #expect(
            try folder.lines("ledger.jsonl") == [
                #"{"handler":"payments.authorize","key":"k","input":{"order":"W-1"},"output":1}"#
            ]
        )
    }

    @Test func `shares a ledger among the mocks that name it`() async throws {
        let path = folder.file("ledger.jsonl")
        let place = SourceText(name: "t", text: "").whole
        let mock = MockBinding(outcome: .output(.constant(.null)), ledger: path)
        let registry = HandlerRegistry(
            Bindings([
                Binding(handler: "a", carrier: .mock(mock), span: place),
                Binding(handler: "b", carrier: .mock(mock), span: place),
            ])
        )
        await withTaskGroup { group in
            for index in 1...20 {
                let handler: HandlerName = index.isMultiple(of: 2) ? "a" : "b"
                group.addTask { _ = await registry.handle(.test(handler, key: "k\(index / 2)")) }
            }
        }
        #expect(try folder.lines("ledger.jsonl").count == 11)
    }

    @Test func `leaves no trace of what failed`() async {
        let path = folder.file("ledger.jsonl")
        let mock = MockHandler(
            MockBinding(outcome: .failure(busy)),
            ledger: MockLedger(path: path)
        )
        _ = await mock.handle(.test())
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `keeps a late call from taking effect after its undo`() async throws {
        let path = folder.file("ledger.jsonl")
        _ = await counting(path, 1).handle(.test(key: "k/undo", undoes: "k"))
        let failure = await counting(path, 2).handle(.test(key: "k")).failure
        #expect(failure?.code == .cancelled)
        #expect(failure?.effect == Effect.none)
        #expect(try folder.lines("ledger.jsonl").count == 1)
    }

    @Test func `does not count a line that a crash cut off`() async throws {
        let path = folder.file("ledger.jsonl")
        try #"{"handler":"x","key":"k","inp"#.write(toFile: path, atomically: true, encoding: .utf8)
        #expect(await counting(path, 1).handle(.test(key: "k")) == .success(.number("1")))
        #expect(await counting(path, 2).handle(.test(key: "k")) == .success(.number("1")))
    }

    @Test func `had no effect when its ledger cannot be written`() async {
        let failure = await counting("/no/such/folder/ledger", 1).handle(.test()).failure
        #expect(failure?.code == .unavailable)
        #expect(failure?.effect == Effect.none)
    }

    private func counting(_ path: String, _ number: Int) -> MockHandler {
        MockHandler(
            MockBinding(outcome: .output(.constant(.number("\(number)")))),
            ledger: MockLedger(path: path)
        )
    }

    private let busy = MockBinding.Failure(code: "carrier_busy", message: "later")

    private func cel(_ text: String) throws -> Program {
        let compilation = Program.compile(
            EmbeddedText(text),
            in: Environment(variables: [.init("input", .any)])
        )
        return try #require(compilation.program, "\(compilation.diagnostics.map(\.message))")
    }
}
