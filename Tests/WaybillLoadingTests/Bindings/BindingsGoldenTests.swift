import TestSupport
import Testing
import WaybillDiagnostics
import WaybillLoading

/// What is said about bindings that cannot carry a workflow, word for word.
@Suite struct BindingsGoldenTests {
    private static let files = [
        "pay.yaml": """
        waybill: 1
        workflow: pay
        version: 1
        use: [shop.yaml]
        input: { id: string }
        steps:
          - step: charge
            call: payments.charge
            with: { order: "${ input.id }" }
            timeout: 5s
        """,
        "shop.yaml": """
        waybill: 1
        handlers:
          payments.charge:
            input: { order: string }
            effect: none
        """,
        "bindings.yaml": """
        waybill: 1
        bindings:
          payments.chrage:
            http: { method: POST, url: "${env.SHOP_URL}/charges", headers: { Key: "${secret.TOKEN}" } }
        """,
    ]

    @Test func whatIsNotBoundOrNotSet() throws {
        let reading = FileReading.memory(Self.files)
        let workflow = try #require(Loader.load(path: "pay.yaml", reading: reading).workflow)
        let loaded = BindingsLoader.load(
            path: "bindings.yaml",
            for: workflow,
            environment: [:],
            reading: reading
        )
        #expect(loaded.bindings == nil)
        expectGolden(render(loaded.diagnostics, format: .human), named: "WB0702.expected")
    }
}
