package import WaybillModel

/// Drives another handler no harder than its limits allow. Calls wait their turn in the order in
/// which they come; an attempt's timeout starts when its turn has come.
package struct LimitedHandler: StepHandler {
    private let handler: any StepHandler
    private let slots: Slots?
    private let pace: Pace?

    package init(_ handler: any StepHandler, limits: HandlerLimits) {
        self.handler = handler
        slots = limits.concurrency.map(Slots.init)
        pace = limits.interval.map(Pace.init)
    }

    package func handle(_ call: HandlerCall) async -> HandlerAnswer {
        do {
            try await slots?.acquire()
        } catch {
            return .cancelled(.none)
        }
        let answer = await paced(call)
        await slots?.release()
        return answer
    }

    private func paced(_ call: HandlerCall) async -> HandlerAnswer {
        do {
            if let start = await pace?.next() { try await Task.sleep(until: start) }
        } catch {
            return .cancelled(.none)
        }
        return await handler.handle(call)
    }
}
