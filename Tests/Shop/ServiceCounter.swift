import ArgumentParser
import CEL
import Hummingbird

/// Where calls arrive: it holds them against the faults and the ledger, and writes the responses.
struct ServiceCounter: Sendable {
    let ledger: Ledger
    let faults: Faults

    func router() -> Router<BasicRequestContext> {
        let router = Router()
        for service in Service.all {
            router.post(RouterPath(service.path)) { request, _ in
                try await respond(to: request, by: service)
            }
        }
        router.get("/ledger") { _, _ in
            Response.text(try await ledger.text(), type: "application/jsonl")
        }
        router.post("/control") { request, _ in try await control(request) }
        return router
    }

    private func respond(to request: Request, by service: Service) async throws -> Response {
        let text = try await request.text()
        guard let json = try? JSON(parsing: text) else {
            return .problem("rejected_input", "The body is not JSON")
        }
        let handler = service.handler
        let delay = await faults.delay(of: handler)
        if delay > .zero { try await Task.sleep(for: delay) }
        if await faults.takeFailure(of: handler) { return Response(status: .serviceUnavailable) }

        let death = await faults.death(of: handler)
        if death == .before { endAtOnce() }
        let answer = try await carryOut(service, request, Input(json: json))
        if death == .after { endAtOnce() }
        if await faults.takeDrop(of: handler) { return .cutOff }

        switch answer {
        case .output(let output): return .text(output.description, type: "application/json")
        case .refusal(let code, let detail): return .problem(code, detail)
        }
    }

    private func carryOut(
        _ service: Service,
        _ request: Request,
        _ input: Input
    ) async throws -> Answer {
        if case .none = service.consequence { return service.rule(input) }
        guard let key = request.header("Idempotency-Key") else {
            return .refusal("rejected_input", "The header Idempotency-Key is missing")
        }
        var undone: String?
        if case .undo = service.consequence { undone = request.header("Waybill-Undoes") }
        return try await ledger.carryOut(service, key: key, undoes: undone, input: input)
    }

    /// Sets faults: an object of the kinds of fault, each with a list of settings.
    private func control(_ request: Request) async throws -> Response {
        guard case .object(let members)? = try? JSON(parsing: try await request.text()) else {
            return .problem("rejected_input", "The body is not a JSON object")
        }
        for member in members {
            guard let kind = FaultKind(rawValue: member.name),
                case .array(let settings) = member.value
            else { return .problem("rejected_input", "`\(member.name)` is no list of faults") }
            for case .string(let setting) in settings {
                do {
                    try await faults.set(kind, setting)
                } catch let error as ValidationError {
                    return .problem("rejected_input", error.message)
                }
            }
        }
        return Response(status: .noContent)
    }
}
