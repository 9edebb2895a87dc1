import ArgumentParser
import CEL

/// How a service can be told to misbehave.
enum FaultKind: String, CaseIterable, Sendable {
    case slow
    case fail
    case drop
    case die
}

/// The faults that the services are told to show, by handler.
actor Faults {
    /// When the server dies, as seen from the call's effect.
    enum Death: String, Sendable {
        case before
        case after
    }

    private var delays: [String: Duration] = [:]
    private var failures: [String: Int] = [:]
    private var drops: [String: Int] = [:]
    private var deaths: [String: Death] = [:]

    /// Sets a fault from its text, such as `payments.capture=2s`.
    func set(_ kind: FaultKind, _ setting: String) throws {
        let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            throw ValidationError("`\(setting)` does not read HANDLER=VALUE")
        }
        let (handler, value) = (parts[0], parts[1])
        guard Service.all.contains(where: { $0.handler == handler }) else {
            throw ValidationError("there is no handler `\(handler)`")
        }
        switch kind {
        case .slow: delays[handler] = try parsed(Duration(text: value), setting)
        case .fail: failures[handler] = try parsed(Int(value), setting)
        case .drop: drops[handler] = try parsed(Int(value), setting)
        case .die: deaths[handler] = try parsed(Death(rawValue: value), setting)
        }
    }

    func delay(of handler: String) -> Duration { delays[handler] ?? .zero }
    func takeFailure(of handler: String) -> Bool { take(handler, from: &failures) }
    func takeDrop(of handler: String) -> Bool { take(handler, from: &drops) }
    func death(of handler: String) -> Death? { deaths[handler] }

    private func take(_ handler: String, from counts: inout [String: Int]) -> Bool {
        guard let left = counts[handler], left > 0 else { return false }
        counts[handler] = left - 1
        return true
    }

    private func parsed<Value>(_ value: Value?, _ setting: String) throws -> Value {
        guard let value else { throw ValidationError("the value of `\(setting)` cannot be read") }
        return value
    }
}
