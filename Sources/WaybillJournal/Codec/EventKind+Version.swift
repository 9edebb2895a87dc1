package import WaybillInterpreter

extension EventKind {
    /// The version of the payload as it is written now. A kind whose payload changes gets the next
    /// one, and those before it stay readable.
    package var version: Int {
        switch self {
        // The second has the correlation, and of a run the event that began it.
        case .runStarted, .eventReceived: 2
        default: 1
        }
    }
}
