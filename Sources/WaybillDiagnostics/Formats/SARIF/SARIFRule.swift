/// A rule that results name (SARIF §3.49).
struct SARIFRule: Encodable {
    struct Configuration: Encodable {
        let level: SARIFLevel
    }

    /// A text for terminals, and for what shows Markdown (§3.12).
    struct Help: Encodable {
        let text: String
        let markdown: String
    }

    let id: String
    let name: String
    let shortDescription: SARIFLog.Message
    let fullDescription: SARIFLog.Message
    let help: Help
    let defaultConfiguration: Configuration

    init(_ rule: DiagnosticCode) {
        let explanation = rule.explanation
        id = rule.code
        name = rule.name
        shortDescription = SARIFLog.Message(text: rule.proves.sentence)
        fullDescription = SARIFLog.Message(text: explanation.why)
        help = Help(
            text: "\(explanation.why) See `waybill explain \(rule.code)`.",
            markdown: """
                \(explanation.why)

                This fails:

                \(explanation.failing.markdown)

                Mended:

                \(explanation.mended.markdown)

                What its silence does not prove: \(explanation.limits)
                """
        )
        defaultConfiguration = Configuration(level: SARIFLevel(rule.level))
    }
}

extension String {
    /// The words with a capital letter and a full stop.
    fileprivate var sentence: String { prefix(1).uppercased() + dropFirst() + "." }
}

extension Example {
    /// The example in fences.
    fileprivate var markdown: String {
        switch self {
        case .file(let text): Self.fenced(text, "yaml")
        case .bindings(let text, let workflow):
            Self.fenced(workflow, "yaml") + "\n\n" + Self.fenced(text, "yaml")
        case .schema(let text, let workflow), .order(let text, let workflow):
            Self.fenced(workflow, "yaml") + "\n\n" + Self.fenced(text, "json")
        case .expression(let text): Self.fenced(text, "cel")
        }
    }

    private static func fenced(_ text: String, _ language: String) -> String {
        "```\(language)\n\(text)\n```"
    }
}
