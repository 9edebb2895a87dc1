import Foundation
import Synchronization

/// A program that the build made, as a process of its own.
public final class ToolProcess: Sendable {
    /// How a program ended.
    public struct Ending: Sendable {
        /// The exit code; `nil` for a program that a signal ended.
        public let exitCode: Int32?
        /// The signal that ended it.
        public let signal: Int32?
        /// What it wrote to standard output.
        public let output: String
        /// What it wrote to standard error.
        public let error: String
    }

    /// The process's number.
    public let id: Int32
    private let folder: TemporaryFolder
    private let exits: AsyncStream<Int32>
    private let hasEnded = SharedFlag()

    /// Starts a program by its name in the folder of the build, or by its path.
    public init(
        _ name: String,
        _ arguments: [String],
        environment: [String: String] = [:],
        input: String = "",
        in directory: String? = nil
    ) throws {
        folder = try TemporaryFolder()
        let process = Process()
        process.executableURL = try Self.executable(name)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment
            .merging(environment) { _, new in new }
        if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
        let input = try FileHandle(
            forReadingFrom: URL(fileURLWithPath: folder.write(input, to: "input"))
        )
        let output = try Self.sink(folder.write("", to: "output"))
        let error = try Self.sink(folder.write("", to: "error"))
        process.standardInput = input
        process.standardOutput = output
        process.standardError = error
        let (exits, continuation) = AsyncStream.makeStream(of: Int32.self)
        self.exits = exits
        process.terminationHandler = { [hasEnded] ended in
            hasEnded.set()
            let status = ended.terminationStatus
            continuation.yield(ended.terminationReason == .uncaughtSignal ? -status : status)
            continuation.finish()
        }
        try process.run()
        id = process.processIdentifier
        // It has its own, and Foundation would keep these open for as long as the tests run.
        for handle in [input, output, error] { try? handle.close() }
    }

    deinit { if !hasEnded.isSet { kill() } }

    /// Runs a program to its end.
    public static func run(
        _ name: String,
        _ arguments: [String],
        environment: [String: String] = [:],
        input: String = "",
        in directory: String? = nil
    ) async throws -> Ending {
        try await ToolProcess(
            name,
            arguments,
            environment: environment,
            input: input,
            in: directory
        ).ending()
    }

    /// Waits for its end; asked once.
    public func ending() async -> Ending {
        for await status in exits {
            return Ending(
                exitCode: status >= 0 ? status : nil,
                signal: status < 0 ? -status : nil,
                output: output,
                error: folder.text("error")
            )
        }
        return Ending(exitCode: nil, signal: nil, output: output, error: folder.text("error"))
    }

    /// What it has written to standard output so far.
    public var output: String { folder.text("output") }

    /// Ends it as `kill -9` does.
    public func kill() { Foundation.kill(id, SIGKILL) }

    /// Asks it to end, as Ctrl-C does.
    public func interrupt() { Foundation.kill(id, SIGINT) }

    private static func sink(_ path: String) throws -> FileHandle {
        try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    }

    /// A program in the folder of the test bundle.
    private static func executable(_ name: String) throws -> URL {
        if name.contains("/") { return URL(fileURLWithPath: name) }
        let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let file = folder.appending(path: name)
        guard FileManager.default.isExecutableFile(atPath: file.path) else {
            throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: file.path])
        }
        return file
    }
}

/// Waits until something is so, for a minute and a half at most; tells whether it came to be.
public func eventually(_ condition: () throws -> Bool) async rethrows -> Bool {
    let end = ContinuousClock.now.advanced(by: .seconds(90))
    while ContinuousClock.now < end {
        if try condition() { return true }
        try? await Task.sleep(for: .milliseconds(10))
    }
    return false
}

/// Something that has happened or not.
private final class SharedFlag: Sendable {
    private let flag = Atomic(false)

    var isSet: Bool { flag.load(ordering: .acquiring) }

    func set() { flag.store(true, ordering: .releasing) }
}
