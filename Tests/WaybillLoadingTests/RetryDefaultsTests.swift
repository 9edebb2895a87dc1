import Testing
import WaybillDiagnostics
import WaybillModel

@testable import WaybillLoading

/// What a step's `retry` leaves out comes from `defaults`, then from the language.
@Suite struct RetryDefaultsTests {
    @Test(
        arguments: [
            ("max_attempts: 3", "max_attempts: 3", .seconds(30)),
            ("max_attempts: 3, max_delay: 10s", "max_attempts: 5", .seconds(10)),
            ("max_attempts: 3, max_delay: 10s", "max_delay: 1m", .seconds(60)),
            // A limit that was not written for it does not cut an initial delay.
            ("max_attempts: 3", "initial_delay: 2m", .seconds(120)),
            ("max_attempts: 3, max_delay: 10s", "initial_delay: 2m", .seconds(120)),
            ("max_attempts: 3, initial_delay: 2m", "max_attempts: 5", .seconds(120)),
            ("max_attempts: 3", "initial_delay: 2m, max_delay: 1m", .seconds(60)),
        ] as [(String, String, Duration)]
    )
    func theLongestDelay(defaults: String, step: String, longest: Duration) throws {
        let text = """
            waybill: 1
            workflow: ask
            handlers: { ping: { effect: none } }
            defaults: { timeout: 10s, retry: { \(defaults) } }
            steps: [{ step: ask, call: ping, retry: { \(step) } }]
            """
        let file = Loader.load(path: "ask.yaml", reading: .memory(["ask.yaml": text]))
        let workflow = try #require(file.workflow, "\(file.diagnostics.map(\.message))")
        #expect(workflow.nodes.first?.retry.maxDelay == longest)
    }
}
