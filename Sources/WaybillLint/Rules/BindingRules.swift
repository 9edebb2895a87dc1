import WaybillDiagnostics
import WaybillModel

extension Linter {
    /// The findings about how handlers are reached.
    static func lint(_ bindings: Bindings) -> [Diagnostic] {
        bindings.all.flatMap { binding in
            switch binding.carrier {
            case .http(let http): lint(http)
            case .exec(let exec): lint(exec)
            case .mock: [Diagnostic]()
            }
        }
    }

    private static func lint(_ http: HTTPBinding) -> [Diagnostic] {
        let headers = http.headers.compactMap { header -> Diagnostic? in
            guard isCredential(header.name), !header.value.written.contains("${"),
                let place = header.value.place
            else { return nil }
            return .secretLiteral("a secret in the header `\(header.name)`", at: place.whole)
        }
        let password = password(in: http.url).map {
            [Diagnostic.secretLiteral("a password in an address", at: $0)]
        }
        return headers + (password ?? []) + (Diagnostic.plainHTTP(http.url).map { [$0] } ?? [])
    }

    /// Where a password stands in an address of the form `https://user:password@host`.
    private static func password(in url: BoundText) -> Span? {
        guard let place = url.place, let start = url.written.firstRange(of: "://") else {
            return nil
        }
        let authority = url.written[start.upperBound...].prefix { !"/?#".contains($0) }
        guard let at = authority.lastIndex(of: "@"),
            let colon = authority[..<at].firstIndex(of: ":")
        else { return nil }
        let password = authority[authority.index(after: colon)..<at]
        guard !password.isEmpty, !password.contains("${") else { return nil }
        let offset = url.written[..<password.startIndex].utf8.count
        return place.span(offset..<offset + password.utf8.count)
    }

    /// Whether a header is there to say who asks.
    private static func isCredential(_ header: String) -> Bool {
        let names = [
            "authorization", "proxy-authorization", "cookie", "x-api-key", "api-key",
            "x-auth-token",
        ]
        return names.contains(header.lowercased())
    }

    /// WB0802
    private static func lint(_ exec: ExecBinding) -> [Diagnostic] {
        guard let code = Interpreter.code(in: exec), let place = code.place,
            code.written.contains("${")
        else { return [] }
        return [.shellInjection(place)]
    }
}

/// Programs that run a text given to them as an argument.
private enum Interpreter {
    /// The options after which the text stands, by the program.
    private static let options: [String: [String]] = {
        let shells = ["sh", "bash", "dash", "ash", "zsh", "ksh", "mksh", "fish", "busybox"]
        let others: [String: [String]] = [
            "python": ["-c"], "python3": ["-c"], "perl": ["-e", "-E"], "ruby": ["-e"],
            "node": ["-e", "-p", "--eval", "--print"], "php": ["-r"], "lua": ["-e"],
            "cmd": ["/c", "/k"], "cmd.exe": ["/c", "/k"],
            "powershell": ["-command", "-c"], "pwsh": ["-command", "-c"],
        ]
        return others.merging(shells.map { ($0, ["-c"]) }) { first, _ in first }
    }()

    /// Programs that only start the one named after them.
    private static let starters = ["env", "sudo", "nice", "nohup", "timeout", "setsid"]

    /// The text that is run; `nil` when the command runs none.
    static func code(in exec: ExecBinding) -> BoundText? {
        var words = [BoundText(exec.program)] + exec.arguments
        while let first = words.first, starters.contains(name(first)) {
            words.removeFirst()
            words = Array(words.drop { options[name($0)] == nil && !starters.contains(name($0)) })
        }
        guard let program = words.first, let options = options[name(program)] else { return nil }
        // What stands behind the name of a script, or of a module, is given to that.
        let own = words.dropFirst().prefix { isFlag($0.written) }
        guard let option = own.firstIndex(where: { isOption($0.written, among: options) }),
            option + 1 < words.count
        else { return nil }
        return words[option + 1]
    }

    private static func isFlag(_ word: String) -> Bool {
        (word.hasPrefix("-") && word != "-m" && word != "--") || word.hasPrefix("/")
    }

    private static func name(_ word: BoundText) -> String {
        word.written.split(separator: "/").last.map { $0.lowercased() } ?? ""
    }

    /// Whether a word is one of the options, alone or last of several letters: `-ec`.
    private static func isOption(_ word: String, among options: [String]) -> Bool {
        if options.contains(word.lowercased()) || options.contains(word) { return true }
        guard word.hasPrefix("-"), !word.hasPrefix("--"), let last = word.last else { return false }
        return options.contains("-\(last)")
    }
}

extension Diagnostic {
    fileprivate static func shellInjection(_ place: EmbeddedText) -> Diagnostic {
        Diagnostic(
            .shellInjection,
            "a value is spliced into a text that is run as a program",
            at: place.whole,
            label: "what stands in the value would be run, too",
            help: [
                "pass it as an argument of its own, and read it as `\"$1\"`:\ncommand: [sh, -c, 'curl \"$1\"', sh, \"${env.URL}\"]",
                "or read it inside the program: the environment is passed on, and the input comes as JSON on standard input",
            ]
        )
    }

    /// WB0803; `nil` for an address with TLS, of this machine, or not yet known.
    fileprivate static func plainHTTP(_ url: BoundText) -> Diagnostic? {
        guard let place = url.place, url.written.lowercased().hasPrefix("http://") else {
            return nil
        }
        let authority = url.written.dropFirst("http://".count).prefix { !"/?#".contains($0) }
        // The user and the port may be given later.
        let server = authority.split(separator: "@").last ?? authority
        let host = server.prefix { $0 != ":" }
        guard !host.contains("${"), !authority.isLoopback else { return nil }
        return Diagnostic(
            .plainHTTP,
            "calls go to `\(server)` without TLS",
            at: place.span(0..<"http://".utf8.count),
            label: "can be read and changed on the way",
            notes: ["orders, keys and secrets in headers go over the network as they are"],
            help: ["write `https://`"],
            edits: [
                Edit(
                    replacing: place.span(0..<"http".utf8.count),
                    with: "https",
                    confidence: .maybe
                )
            ]
        )
    }
}

extension Substring {
    /// Whether a host, with or without a port, is this machine.
    fileprivate var isLoopback: Bool {
        let host = split(separator: "@").last ?? self
        if host.hasPrefix("[::1]") { return true }
        let name = host.prefix { $0 != ":" }.lowercased()
        let isAddress = name.hasPrefix("127.") && name.allSatisfy { $0.isNumber || $0 == "." }
        return name == "localhost" || name.hasSuffix(".localhost") || isAddress
    }
}
