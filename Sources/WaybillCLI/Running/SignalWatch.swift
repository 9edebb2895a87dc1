import Dispatch
import Foundation
import Synchronization

/// Hears SIGINT and SIGTERM while it lives.
final class SignalWatch: Sendable {
    private let state = Mutex(State())

    private struct State: ~Copyable {
        var isInterrupted = false
        var sources: [any DispatchSourceSignal] = []
    }

    /// Whether a signal has come.
    var isInterrupted: Bool { state.withLock { $0.isInterrupted } }

    /// Has the action carried out when a signal comes, instead of ending the process.
    init(_ action: @escaping @Sendable () -> Void) {
        for number in [SIGINT, SIGTERM] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { [weak self] in
                self?.state.withLock { $0.isInterrupted = true }
                action()
            }
            source.resume()
            state.withLock { $0.sources.append(source) }
        }
    }

    deinit {
        state.withLock { state in
            for source in state.sources { source.cancel() }
        }
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }
}
