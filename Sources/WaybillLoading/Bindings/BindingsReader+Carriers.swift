import CEL
import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// HTTP services, programs and limits.
extension BindingsReader {
    func http(_ node: YAMLNode) -> HTTPBinding? {
        guard let mapping = reader.mapping(node, .http) else { return nil }
        let url = reader.required("url", in: mapping).flatMap(url)
        let headers = mapping["headers"].map(headers) ?? []
        let method = mapping["method"].map {
            reader.member($0, "`method`", of: HTTPBinding.Method.self)
        }
        guard let url, let method = method ?? .post else { return nil }
        return HTTPBinding(
            method: method,
            url: url,
            headers: headers
        )
    }

    private func url(_ node: YAMLNode) -> BoundText? {
        guard let url = text(node, "`url`") else { return nil }
        // What is still to be filled in cannot be held against anything.
        if surroundings == nil, url.written.contains("${") { return url }
        let value = url.value.lowercased()
        if ["http://", "https://"].contains(where: { value.hasPrefix($0) && value != $0 }) {
            return url
        }
        findings.report(
            Diagnostic(
                .badLiteral,
                "`url` must be a whole address",
                at: node.span,
                label: "not an address of `http` or `https`",
                help: ["an address begins with `http://` or `https://`"]
            )
        )
        return nil
    }

    private func headers(_ node: YAMLNode) -> [HTTPBinding.Header] {
        guard let mapping = reader.anyMapping(node, "`headers`") else { return [] }
        return mapping.entries.compactMap { entry in
            let name = entry.key.string
            guard !name.isEmpty, name.utf8.allSatisfy(isHeaderByte) else {
                findings.report(
                    Diagnostic(
                        .badLiteral,
                        "`\(name)` cannot be the name of a header",
                        at: entry.key.span,
                        label: "not a header's name"
                    )
                )
                return nil
            }
            return text(entry.value, "a header").map { .init(name: name, value: $0) }
        }
    }

    /// A byte of a token (RFC 9110, section 5.6.2).
    private func isHeaderByte(_ byte: UInt8) -> Bool {
        Identifier.isPart(byte) || "!#$%&'*+-.^`|~".utf8.contains(byte)
    }

    func exec(_ node: YAMLNode) -> ExecBinding? {
        guard let mapping = reader.mapping(node, .exec),
            let command = reader.required("command", in: mapping),
            let words = reader.sequence(command, of: "`command`")
        else { return nil }
        guard let first = words.first else {
            findings.report(
                Diagnostic(
                    .badLiteral,
                    "`command` names no program",
                    at: command.head,
                    label: "an empty list"
                )
            )
            return nil
        }
        let arguments = words.dropFirst().compactMap { text($0, "an argument") }
        guard let program = text(first, "a program"), arguments.count == words.count - 1 else {
            return nil
        }
        return ExecBinding(program: located(program.value), arguments: arguments)
    }

    /// The path of a program. A bare name is looked up in `PATH`; a path is relative to the
    /// file's folder.
    private func located(_ program: String) -> String {
        guard program.contains("/"), !program.hasPrefix("/") else { return program }
        let path = folder.appending(program).text
        return path.contains("/") ? path : "./\(path)"
    }

    func limits(_ node: YAMLNode) -> HandlerLimits? {
        guard let mapping = reader.mapping(node, .limits) else { return nil }
        return HandlerLimits(
            concurrency: mapping["concurrency"].flatMap {
                reader.integer($0, "`concurrency`", in: 1...10_000)
            },
            interval: mapping["rate"].flatMap(interval)
        )
    }

    /// The time between two calls of a rate such as `200/s`.
    private func interval(_ node: YAMLNode) -> Duration? {
        guard let rate = reader.string(node, "`rate`") else { return nil }
        let parts = rate.split(separator: "/", omittingEmptySubsequences: false)
        let units: [Substring: Duration] = [
            "s": .seconds(1), "m": .seconds(60), "h": .seconds(3600),
        ]
        if parts.count == 2, parts[0].utf8.allSatisfy(Identifier.isDigit),
            let count = Int(parts[0]), (1...1_000_000).contains(count),
            let unit = units[parts[1]]
        {
            return unit / count
        }
        findings.report(
            Diagnostic(
                .badLiteral,
                "`rate` is not a rate: `\(rate)`",
                at: node.span,
                label: "not a rate",
                help: ["rates are written `200/s`, `50/m` or `1000/h`"]
            )
        )
        return nil
    }
}
