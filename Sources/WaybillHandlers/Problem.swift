import CEL
import WaybillModel

/// A problem document (RFC 9457) by which a service or a program reports an error.
struct Problem {
    private let document: JSON

    /// Takes a JSON object for a problem; `nil` when it does not name an error.
    init?(_ document: JSON) {
        self.document = document
        if code == nil { return nil }
    }

    /// Reads a problem from JSON text; `nil` when it is none, or does not name an error.
    init?(text: String) {
        guard let document = try? JSON(parsing: text) else { return nil }
        self.init(document)
    }

    /// The failure it reports. An effect that it does not state is left to the contract.
    func failure(retryAfter: Duration? = nil) -> HandlerFailure {
        HandlerFailure(
            code: code ?? .unavailable,
            message: string("detail") ?? string("title") ?? "the service gave no reason",
            details: details,
            effect: string("effect").flatMap(Effect.init(rawValue:)),
            retryAfter: retryAfter
        )
    }

    /// `code`, or else the end of `type`: `https://shop.example/problems/card_declined`.
    private var code: ErrorCode? {
        if let code = string("code"), !code.isEmpty { return ErrorCode(code) }
        guard let type = string("type"), type != "about:blank" else { return nil }
        let end = type.split(omittingEmptySubsequences: true) { "/:#".contains($0) }.last
        return end.map { ErrorCode(String($0)) }
    }

    /// What the document says beyond the members that are spent on the failure itself.
    private var details: JSON? {
        guard case .object(let members) = document else { return nil }
        let spent = ["type", "title", "status", "detail", "instance", "code", "effect"]
        let rest = members.filter { !spent.contains($0.name) }
        return rest.isEmpty ? nil : .object(rest)
    }

    private func string(_ name: String) -> String? {
        if case .string(let text) = document[name] { text } else { nil }
    }
}
