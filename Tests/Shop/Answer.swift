import CEL
import Foundation

/// How a service answers a call.
enum Answer: Sendable {
    case output(JSON)
    /// An error that the contract names; it has no effect.
    case refusal(_ code: String, _ detail: String)

    /// An output of texts, by name.
    static func output(_ texts: KeyValuePairs<String, String>) -> Answer {
        .output(.object(texts.map { JSON.Member($0.key, .string($0.value)) }))
    }
}

/// The input of a call.
struct Input: Sendable {
    let json: JSON

    /// A text of it; empty when it has none of that name.
    subscript(name: String) -> String {
        if case .string(let text) = json[name] { text } else { "" }
    }

    /// A number of it; 0 when it has none of that name.
    func number(_ name: String) -> Decimal {
        guard case .number(let text) = json[name] else { return 0 }
        return Decimal(string: text) ?? 0
    }

    var lineSKUs: [String] {
        guard case .array(let lines) = json["lines"] else { return [] }
        return lines.map { Input(json: $0)["sku"] }
    }
}
