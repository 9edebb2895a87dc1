import CEL
import WaybillInterpreter
import WaybillModel

extension StepError {
    /// `card_declined: The card was declined`, as it goes into a sentence.
    var summary: String {
        let text = message.hasSuffix(".") ? String(message.dropLast()) : message
        return text.isEmpty ? "\(code)" : "\(code): \(text)"
    }

    /// With what is known of its effect.
    var summaryWithEffect: String { "\(summary) (\(effect.words))" }

    var json: JSON {
        var members = [
            JSON.Member("code", .string(code.rawValue)),
            JSON.Member("message", .string(message)),
            JSON.Member("effect", .string(effect.rawValue)),
        ]
        if let details { members.append(JSON.Member("details", details)) }
        return .object(members)
    }
}

extension Effect {
    /// In words, after an error.
    var words: String {
        switch self {
        case .none: "it did not take effect"
        case .unknown: "it may have taken effect"
        }
    }
}
