import CEL
import Foundation

/// Other CEL engines, measured by `Peers/cel_peers.py` in a Python of their own.
struct PeerEngines {
    /// What one engine answered.
    struct Answer {
        let package: String
        let engine: String
        /// One for each expression; none when the package is not installed.
        let results: [JSON]

        var name: String { "\(engine), \(package)" }

        func figure(_ name: String, of index: Int) -> Double? {
            guard results.indices.contains(index), case .number(let text)? = results[index][name]
            else { return nil }
            return Double(text)
        }
    }

    /// The Python that has the packages.
    let python: String

    /// What to do when a package is missing.
    var advice: String {
        let environment = URL(filePath: python).deletingLastPathComponent()
            .deletingLastPathComponent().relativePath
        return "install the peers: python3 -m venv \(environment) && "
            + "\(environment)/bin/pip install common-expression-language cel-expr-python"
    }

    /// The values that the engines give, and with more than no seconds how fast. Empty when there
    /// is no such Python.
    func answers(to samples: [ExpressionSample], seconds: Double) throws -> [Answer] {
        let script = PeerScript(name: "cel_peers.py", python: python)
        guard script.isRunnable else { return [] }
        let request = JSON.object([
            .init("expressions", .array(samples.map { .string($0.text) })),
            .init("variables", ExpressionSample.variables),
            .init("timestamps", .array([.string("placed_at")])),
            .init("seconds", .number("\(seconds)")),
        ])
        let output = try script.output(input: request.description)
        guard case .array(let answers) = try JSON(parsing: String(decoding: output, as: UTF8.self))
        else {
            throw LimitFailure(message: "the peers answered something else than a list")
        }
        return answers.map(Answer.init)
    }
}

extension PeerEngines.Answer {
    fileprivate init(_ json: JSON) {
        package = json["package"]?.text ?? ""
        engine = json["engine"]?.text ?? ""
        if case .array(let results)? = json["results"] {
            self.results = results
        } else {
            results = []
        }
    }
}

extension JSON {
    fileprivate var text: String? {
        if case .string(let text) = self { text } else { nil }
    }
}
