package import WaybillModel

/// Plays a service. A call takes the mock's latency; half-way its effect takes place, which the
/// ledger records, so that a crash before, after and between can be told apart.
package struct MockHandler: StepHandler {
    private let binding: MockBinding
    private let ledger: MockLedger?

    package init(_ binding: MockBinding, ledger: MockLedger? = nil) {
        self.binding = binding
        self.ledger = ledger
    }

    package func handle(_ call: HandlerCall) async -> HandlerAnswer {
        await .within(call.timeout) { await attempt(call) }
    }

    private func attempt(_ call: HandlerCall) async -> HandlerAnswer {
        do {
            try await Task.sleep(for: binding.latency / 2)
        } catch {
            return .cancelled(.none)
        }
        let answer = await effect(of: call)
        do {
            try await Task.sleep(for: binding.latency / 2)
        } catch {
            return .cancelled(.unknown)
        }
        return answer
    }

    private func effect(of call: HandlerCall) async -> HandlerAnswer {
        let answer = MockOutcome(binding, call).answer
        guard let ledger else { return answer }
        return await ledger.answer(to: call, otherwise: answer)
    }
}
