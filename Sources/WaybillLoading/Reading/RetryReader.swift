import WaybillDiagnostics
import WaybillModel
import WaybillYAML

extension DeclarationReader {
    /// Reads a retry policy.
    func retry(_ node: YAMLNode) -> RetryDeclaration? {
        let count = findings.count
        guard let mapping = mapping(node, .retry) else { return nil }
        var retry = RetryDeclaration(span: node.head)
        retry.maxAttempts = mapping["max_attempts"].flatMap(maxAttempts)
        retry.initialDelay = mapping["initial_delay"].flatMap { duration($0, "`initial_delay`") }
        retry.multiplier = mapping["multiplier"].flatMap { factor($0, "`multiplier`") }
        retry.maxDelay = mapping["max_delay"].flatMap { duration($0, "`max_delay`") }
        retry.jitter = mapping["jitter"].flatMap {
            member($0, "`jitter`", of: RetryPolicy.Jitter.self)
        }
        retry.maxElapsed = mapping["max_elapsed"].flatMap {
            duration($0, "`max_elapsed`", moreThanZero: true)
        }
        retry.filter = filter(mapping)
        retry.isFaulty = findings.count > count
        if let initial = retry.initialDelay, let longest = retry.maxDelay, initial > longest,
            let node = mapping["initial_delay"]
        {
            findings.report(.initialDelayCut(node, to: longest, by: mapping["max_delay"]))
        }
        return retry
    }

    private func maxAttempts(_ node: YAMLNode) -> RetryPolicy.MaxAttempts? {
        if case .scalar(let scalar) = node.content, scalar.string == "unlimited" {
            return .unlimited
        }
        return integer(node, "`max_attempts`", in: 1...1_000_000).map { .limited($0) }
    }

    private func filter(_ mapping: Mapping) -> RetryDeclaration.Filter? {
        if let only = mapping.entry("only"), let except = mapping.entry("except") {
            findings.report(
                .exclusiveKeys(
                    except.key,
                    beside: [only.key],
                    "`only` and `except` cannot stand in one `retry`",
                    help: "`only` names what is tried again, `except` what is not: keep one"
                )
            )
        }
        if let only = mapping["only"] { return codes(only, of: "`only`").map { .only($0) } }
        return mapping["except"].flatMap { codes($0, of: "`except`") }.map { .except($0) }
    }

    /// A list of error codes.
    func codes(_ node: YAMLNode, of what: String) -> [Located<ErrorCode>]? {
        sequence(node, of: what)?.compactMap { item in
            name(item, "an error code").map { Located(ErrorCode($0.value), at: $0.span) }
        }
    }
}

extension Diagnostic {
    fileprivate static func initialDelayCut(
        _ initial: YAMLNode,
        to longest: Duration,
        by maxDelay: YAMLNode?
    ) -> Diagnostic {
        Diagnostic(
            .retryNeverUsed,
            "`initial_delay` is longer than `max_delay`, and never used",
            at: initial.span,
            label: "cut to \(longest.text)",
            labels: maxDelay.map { [.init($0.span, "no delay is longer than this")] } ?? [],
            help: ["make `max_delay` the longer one, or leave it out"]
        )
    }

    /// The finding for a key that cannot stand beside others.
    static func exclusiveKeys(
        _ key: YAMLScalar,
        beside others: [YAMLScalar],
        _ message: String,
        help: String
    ) -> Diagnostic {
        Diagnostic(
            .exclusiveKeys,
            message,
            at: key.span,
            label: "`\(key.string)` here",
            labels: others.map { Label($0.span, "and `\($0.string)` here") },
            help: [help]
        )
    }
}
