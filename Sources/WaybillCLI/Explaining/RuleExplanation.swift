import CEL
import WaybillDiagnostics
import WaybillHistory

/// What `waybill explain` says about a rule.
struct RuleExplanation {
    let rule: DiagnosticCode

    private static let width = 88

    /// For people.
    func text(colour: Bool) -> String {
        let explanation = rule.explanation
        let findings = explanation.failing.findings
        return [
            "\(rule.code) \(rule.name), \(rule.level.rawValue)",
            Self.paragraph(explanation.why),
            "This fails:",
            explanation.failing.text,
            render(findings, format: .human, colour: colour).withoutSummary,
            "Mended:",
            explanation.mended.text,
            "What its silence proves: " + Self.paragraph(rule.proves + ".", after: 25),
            "What it does not:        " + Self.paragraph(explanation.limits, after: 25),
            rule.isRequired ? Self.required : allowing,
        ].joined(separator: "\n\n")
    }

    /// For programs.
    var json: JSON {
        get throws {
            .object(
                Self.summary(rule)
                    + [
                        JSON.Member("required", .bool(rule.isRequired)),
                        JSON.Member("why", .string(rule.explanation.why)),
                        JSON.Member("failing", try rule.explanation.failing.json),
                        JSON.Member("mended", try rule.explanation.mended.json),
                        JSON.Member("limits", .string(rule.explanation.limits)),
                    ]
            )
        }
    }

    /// What the list of all rules says of each, for programs.
    static func summary(_ rule: DiagnosticCode) -> [JSON.Member] {
        [
            JSON.Member("code", .string(rule.code)),
            JSON.Member("name", .string(rule.name)),
            JSON.Member("level", .string(rule.level.rawValue)),
            JSON.Member("proves", .string(rule.proves)),
        ]
    }

    private static let required =
        "The rule cannot be allowed: a file that breaks it has no certain meaning."

    private var allowing: String {
        """
        Where it is broken on purpose, say so on the step or above it:

            # waybill: allow(\(rule.code)) and the reason

        Its level is set under `lint` in waybill.yaml, or with --level \(rule.code)=off.
        """
    }

    private static func paragraph(_ text: String, after indent: Int = 0) -> String {
        text.wrapped(to: width - indent)
            .joined(separator: "\n" + String(repeating: " ", count: indent))
    }
}

extension Example {
    /// As it is shown: indented by four columns.
    fileprivate var text: String {
        let text =
            switch self {
            case .file(let text): text
            case .bindings(let text, let workflow): "\(workflow)\n\n# bindings.yaml\n\(text)"
            case .schema(let text, let workflow), .order(let text, let workflow):
                "\(workflow)\n\n# order.json\n\(text)"
            case .expression(let text): "waybill eval '\(text)'"
            }
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : "    \($0)" }
            .joined(separator: "\n")
    }

    fileprivate var json: JSON {
        get throws {
            let parts: [(String, String)] =
                switch self {
                case .file(let text): [("file", text)]
                case .bindings(let text, let workflow):
                    [("workflow", workflow), ("bindings", text)]
                case .schema(let text, let workflow): [("workflow", workflow), ("schema", text)]
                case .order(let text, let workflow): [("workflow", workflow), ("order", text)]
                case .expression(let text): [("expression", text)]
                }
            let findings = try JSON(parsing: render(findings, format: .json))
            return .object(
                parts.map { JSON.Member($0.0, .string($0.1)) }
                    + [JSON.Member("diagnostics", findings)]
            )
        }
    }
}

extension String {
    /// Findings as people read them, without the line that counts them.
    fileprivate var withoutSummary: String {
        split(separator: "\n", omittingEmptySubsequences: false)
            .dropLast(3).joined(separator: "\n")
    }
}
