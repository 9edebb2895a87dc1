import CEL
import ProcessSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct FormatTests {
    @Test(
        "Every command that prints a result prints it as JSON when asked",
        arguments: [
            ["list"], ["status", "sell-1"], ["history", "sell-1"], ["retry", "sell-1"],
            ["skip", "sell-1", "--reason", "no"],
            ["resolve", "sell-1", "--reason", "done"],
            ["send", "order.paid", "--data", "{}"], ["lint", "sell.yaml"],
            ["eval", "1 + 1"], ["eval", "1 +"],
            ["resume", "--bindings", "mocks.yaml"],
            ["run", "sell.yaml", "--order", "order.json", "--bindings", "mocks.yaml"],
        ]
    )
    func json(command: [String]) async throws {
        let desk = try await Desk.withParkedRun()
        let ending = try await desk.waybill(command + ["--format", "json"])
        #expect(throws: Never.self, "\(ending.output)\(ending.error)") { try ending.json }
    }
}
