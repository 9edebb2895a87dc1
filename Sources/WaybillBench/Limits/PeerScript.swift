import Foundation

/// A script of `Peers`, run by a Python of its own.
struct PeerScript {
    let name: String
    /// The Python that has the peers' packages.
    let python: String

    var isRunnable: Bool { FileManager.default.isExecutableFile(atPath: python) }

    /// What it prints, given a text on its standard input.
    ///
    /// - Throws: ``LimitFailure`` when it does not end with status 0.
    func output(_ arguments: [String] = [], input text: String = "") throws -> Data {
        let process = Process()
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Peers/\(name)")
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: python)
        process.arguments = [script.path] + arguments
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try input.fileHandleForWriting.close()
        let answer = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw LimitFailure(message: "\(name) ended with status \(process.terminationStatus)")
        }
        return answer
    }
}
