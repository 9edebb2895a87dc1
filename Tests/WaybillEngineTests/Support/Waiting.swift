import ProcessSupport
import Testing
import WaybillModel

/// Waits until a handler has been called.
func eventuallyCalled(_ handler: HandlerName, _ hands: Hands) async -> Bool {
    let wasCalled = await eventually { hands.count(handler) > 0 }
    #expect(wasCalled, "\(handler) was not called")
    return wasCalled
}
