import Testing
import WaybillDiagnostics
import WaybillLoading
import WaybillModel

/// A workflow with these steps, which may call what a small shop has contracts for.
func sale(_ steps: String) throws -> Workflow {
    let contracts = """
        waybill: 1
        events: { order.decided: { id: string } }
        handlers:
          card.look: { output: { limit: int }, effect: none }
          card.ask: { errors: { declined: { retry: never } }, effect: none }
          card.charge:
            output: { charge: string }
            errors: { declined: { retry: never } }
            idempotency: key
            effect: charged
            settles_in: 60s
          card.refund:
            undoes: charged
            idempotency: key
            safe_if_absent: true
            fences: true
          card.refund_exactly:
            input: { charge: string }
            undoes: charged
            idempotency: key
          card.refund_blindly: { undoes: charged, idempotency: key }
          mail.send: { idempotency: key, effect: notified, settles_in: 60s }
          paper.print: { effect: printed }
          stock.reserve:
            idempotency: key
            effect: reserved
            settles_in: 60s
            holds_for: 30m
          stock.release: { undoes: reserved, idempotency: key, safe_if_absent: true }
        """
    let header = """
        waybill: 1
        workflow: sell
        use: [contracts.yaml]
        input: { total: int }
        outcomes: { sold: keep, rejected: undo }
        defaults: { timeout: 10s }
        steps:

        """
    let reading = FileReading.memory(["sell.yaml": header + steps, "contracts.yaml": contracts])
    let file = Loader.load(path: "sell.yaml", reading: reading)
    #expect(file.diagnostics.filter { $0.severity == .error }.map(\.message) == [])
    return try #require(file.workflow)
}

extension Diagnostic {
    /// Its code and the text that it marks: `WB0401 mail.send`.
    var mark: String { "\(code.code) \(span.text)" }
}
