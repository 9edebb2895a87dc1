import CEL
import Synchronization
import WaybillHandlers
import WaybillModel

/// The handlers of a test: Swift functions that note each call.
final class Hands: Sendable {
    typealias Function = @Sendable (HandlerCall) async throws -> HandlerAnswer

    private let functions: Mutex<[HandlerName: Function]>
    private let noted = Mutex<[HandlerCall]>([])

    /// Handlers that succeed, but for those given.
    init(_ functions: [HandlerName: Function] = [:]) {
        self.functions = Mutex(functions)
    }

    /// Has calls of a handler answered otherwise from now on.
    func set(_ handler: HandlerName, _ function: @escaping Function) {
        functions.withLock { $0[handler] = function }
    }

    /// The calls so far, in the order they came.
    var calls: [HandlerCall] { noted.withLock { $0 } }

    /// How often a handler was called.
    func count(_ handler: HandlerName) -> Int { calls.count { $0.handler == handler } }

    /// The handlers called so far, in order.
    var names: [String] { calls.map(\.handler.rawValue) }

    var registry: HandlerRegistry {
        var registry = HandlerRegistry()
        for name in ["shop.pay", "shop.refund", "shop.print"] as [HandlerName] {
            registry.register(Hand(hands: self), for: name)
        }
        return registry
    }

    private struct Hand: StepHandler {
        let hands: Hands

        func handle(_ call: HandlerCall) async -> HandlerAnswer {
            hands.noted.withLock { $0.append(call) }
            let function = hands.functions.withLock { $0[call.handler] }
            do {
                return try await function?(call) ?? .done(call)
            } catch {
                return .failure("cancelled", .unknown)
            }
        }
    }
}

extension HandlerAnswer {
    /// The success that the contract asks for.
    static func done(_ call: HandlerCall) -> HandlerAnswer {
        switch call.handler {
        case "shop.pay": .success(.object([JSON.Member("receipt", .string("r-1"))]))
        case "shop.print": .success(.object([JSON.Member("page", .string("p-1"))]))
        default: .success(.null)
        }
    }

    static func failure(_ code: ErrorCode, _ effect: Effect? = nil) -> HandlerAnswer {
        .failure(HandlerFailure(code: code, message: "no", effect: effect))
    }
}

/// Never answers, until the call is called off.
let neverAnswers: Hands.Function = { call in
    try await Task.sleep(for: .seconds(3_600))
    return .done(call)
}
