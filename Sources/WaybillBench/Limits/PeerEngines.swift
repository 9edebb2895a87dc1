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
        guard FileManager.default.isExecutableFile(atPath: python) else { return [] }
        let request = JSON.object([
            .init("expressions", .array(samples.map { .string($0.text) })),
            .init("variables", ExpressionSample.variables),
            .init("timestamps", .array([.string("placed_at")])),
            .init("seconds", .number("\(seconds)")),
        ])
        guard case .array(let answers) = try JSON(parsing: try run(request.description)) else {
            throw LimitFailure(message: "the peers answered something else than a list")
        }
        return answers.map(Answer.init)
    }

    private func run(_ request: String) throws -> String {
        let process = Process()
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Peers/cel_peers.py")
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: python)
        process.arguments = [script.path]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(request.utf8))
        try input.fileHandleForWriting.close()
        let answer = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw LimitFailure(message: "the peers ended with status \(process.terminationStatus)")
        }
        return String(decoding: answer, as: UTF8.self)
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
