import CEL
import NIOHTTP1
import WaybillModel

/// What a service's response means for the call.
struct HTTPAnswer {
    let status: HTTPResponseStatus
    let headers: HTTPHeaders
    let body: String

    var answer: HandlerAnswer {
        switch status.code {
        case 200..<300: output
        default: .failure(failure)
        }
    }

    private var output: HandlerAnswer {
        if body.isEmpty { return .success(.null) }
        guard let json = try? JSON(parsing: body) else {
            return .failure(
                HandlerFailure(
                    code: .badOutput,
                    message: "the service answered \(status) without JSON",
                    effect: .unknown
                )
            )
        }
        return .success(json)
    }

    private var failure: HandlerFailure {
        if isProblem, let problem = Problem(text: body) {
            return problem.failure(retryAfter: retryAfter)
        }
        let (code, effect) = meaningOfStatus
        return HandlerFailure(
            code: code,
            message: "the service answered \(status)",
            effect: effect,
            retryAfter: retryAfter
        )
    }

    /// What a status says by itself, without a problem document.
    private var meaningOfStatus: (ErrorCode, Effect) {
        switch status.code {
        case 408: (.unavailable, .unknown)
        case 429: (.unavailable, .none)
        case 400..<500: (.rejectedInput, .none)
        // A redirect that is not followed may be the answer to what was done (303).
        default: (.unavailable, .unknown)
        }
    }

    private var isProblem: Bool {
        let type = headers.first(name: "Content-Type") ?? ""
        return type.lowercased().hasPrefix("application/problem+json")
    }

    private var retryAfter: Duration? {
        headers.first(name: "Retry-After").flatMap { RetryAfter(headerValue: $0)?.delay() }
    }
}
