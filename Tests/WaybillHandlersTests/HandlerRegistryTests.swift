import CEL
import Testing
import WaybillDiagnostics
import WaybillModel

@testable import WaybillHandlers

@Suite struct HandlerRegistryTests {
    private let place = SourceText(name: "bindings.yaml", text: "").whole

    @Test func `lists handlers that are missing, once each`() {
        var registry = HandlerRegistry()
        registry.register(FunctionHandler { (_: Bool, _) in true }, for: "b")
        #expect(registry.missing(from: ["c", "b", "a", "c"]) == ["c", "a"])
    }

    @Test func `passes a call on to the handler of its name`() async {
        let registry = HandlerRegistry(
            Bindings([
                Binding(
                    handler: "a",
                    carrier: .mock(MockBinding(outcome: .output(.constant(.number("1"))))),
                    limits: HandlerLimits(concurrency: 2),
                    span: place
                ),
                Binding(handler: "b", carrier: .exec(ExecBinding(program: "cat")), span: place),
            ])
        )
        #expect(await registry.handle(.test("a")) == .success(.number("1")))
        #expect(await registry.handle(.test("b", input: .bool(false))) == .success(.bool(false)))
    }

    @Test func `knows that a call nobody carries out had no effect`() async {
        let failure = await HandlerRegistry().handle(.test("nobody")).failure
        #expect(failure?.code == .unavailable)
        #expect(failure?.effect == Effect.none)
    }

    @Test func `lets a Swift function stand in for a binding`() async {
        var registry = HandlerRegistry(
            Bindings([
                Binding(
                    handler: "a",
                    carrier: .mock(MockBinding(outcome: .output(.constant(.null)))),
                    span: place
                )
            ])
        )
        registry.register(FunctionHandler { (_: [String: String], _) in 7 }, for: "a")
        #expect(await registry.handle(.test("a")) == .success(.number("7")))
    }
}
