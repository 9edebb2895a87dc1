import CEL
import WaybillModel

/// A policy as it is written in a file.
enum PolicyText {
    /// The policy with nothing left out, as a file of its own.
    static func written(
        _ policy: AllocationPolicy,
        keeping constraints: [AllocationConstraint]
    ) -> String {
        let form = policy.form(keeping: constraints.map { ($0.id, $0.condition.text) })
        var text = "waybill: 1\npolicies:\n  \(policy.name):\n"
        if let summary = policy.summary { text += "    summary: \(quoted(summary))\n" }
        guard case .object(let members) = form else { return text }
        for member in members {
            guard member.name == "keep", case .object(let kept) = member.value else {
                text += "    \(member.name): \(inline(member.value))\n"
                continue
            }
            text += "    keep:\n"
            for constraint in kept {
                text += "      \(constraint.name): \(inline(constraint.value))\n"
            }
        }
        return text
    }

    /// A value on one line.
    private static func inline(_ value: JSON) -> String {
        switch value {
        case .array(let elements): "[\(elements.map(inline).joined(separator: ", "))]"
        case .object(let members):
            "{ \(members.map { "\($0.name): \(inline($0.value))" }.joined(separator: ", ")) }"
        case .string(let text): isWord(text) ? text : quoted(text)
        case .number, .bool, .null: value.description
        }
    }

    /// In double quotes, as YAML and JSON have them.
    private static func quoted(_ text: String) -> String { JSON.string(text).description }

    /// Whether a text is itself without quotes, wherever it stands.
    private static func isWord(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        let isPlain = text.unicodeScalars.allSatisfy {
            ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "_"
        }
        return isPlain && first != "_" && !["true", "false", "null", "yes", "no"].contains(text)
            && (("a"..."z").contains(first) || text.last == "d")
    }
}
