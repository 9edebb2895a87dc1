import CEL
import Foundation
import Subprocess
package import WaybillModel

/// Runs a program for each attempt: the input goes in as JSON on standard input, the output or a
/// problem document comes back on standard output. What it writes to standard error goes to ours, and
/// the last of it, without secrets, into the error when it fails.
package struct ExecHandler: StepHandler {
    /// The most that a program may write to its standard output, in bytes.
    private static let outputLimit = 4 * 1024 * 1024
    /// How long a program that is told to end (SIGTERM) may take before it is killed (SIGKILL).
    private static let grace = Duration.seconds(2)

    private let binding: ExecBinding

    package init(_ binding: ExecBinding) {
        self.binding = binding
        // A program that ends without reading its input must not end this process.
        _ = signal(SIGPIPE, SIG_IGN)
    }

    package func handle(_ call: HandlerCall) async -> HandlerAnswer {
        await .within(call.timeout) { await attempt(call) }
    }

    private func attempt(_ call: HandlerCall) async -> HandlerAnswer {
        let executable: Executable
        do {
            executable = try await locate()
        } catch {
            return .unavailable(
                "the program \(binding.program) cannot be found or run",
                effect: .none
            )
        }
        do {
            let result = try await run(executable, for: call)
            return answer(
                output: result.standardOutput,
                report: result.closureResult,
                status: result.terminationStatus
            )
        } catch {
            return answer(to: error)
        }
    }

    /// A program given by a path is looked up in its folder, any other in `PATH`.
    private func locate() async throws -> Executable {
        guard binding.program.contains("/") else {
            let named = Executable.name(binding.program)
            return .path(try await named.resolveExecutablePath(in: .inherit))
        }
        let url = URL(fileURLWithPath: binding.program)
        let folder = url.deletingLastPathComponent().path
        let named = Executable.name(url.lastPathComponent)
        return .path(try await named.resolveExecutablePath(in: .custom(["PATH": folder])))
    }

    private func run(
        _ executable: Executable,
        for call: HandlerCall
    ) async throws -> ExecutionResult<String, BytesOutput, SequenceOutput> {
        var options = PlatformOptions()
        // Its own session, so that whatever it started ends with it.
        options.createSession = true
        options.teardownSequence = [
            .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: Self.grace)
        ]
        return try await Subprocess.run(
            executable,
            arguments: Arguments(binding.arguments.map(\.value)),
            environment: environment(for: call),
            platformOptions: options,
            input: .inputWriter,
            output: .bytes(limit: Self.outputLimit),
            error: .sequence
        ) { execution in
            async let report = relay(execution.standardError)
            // A program need not read what it does not need.
            _ = try? await execution.standardInputWriter.write(call.input.description + "\n")
            try? await execution.standardInputWriter.finish()
            return await report
        }
    }

    /// Passes on what a program writes to its standard error; gives the last of it.
    private func relay(_ errors: SubprocessOutputSequence) async -> String {
        var report = ErrorReport(hiding: secrets)
        do {
            for try await buffer in errors {
                let bytes = buffer.withUnsafeBytes { Array($0) }
                try? FileHandle.standardError.write(contentsOf: bytes)
                report.add(bytes)
            }
        } catch {
            // It was ended: what it said until then is all there is.
        }
        return report.text
    }

    /// What the program is given and must not be told of: in its arguments, and in the environment
    /// that it inherits.
    private var secrets: [String] {
        let variables = ProcessInfo.processInfo.environment
        return binding.arguments.flatMap(\.secrets)
            + variables.filter { $0.key.hasPrefix("WAYBILL_SECRET_") }.map(\.value)
    }

    private func environment(for call: HandlerCall) -> Subprocess.Environment {
        let trace = TraceContext(run: call.run, key: call.idempotencyKey)
        return .inherit.updating([
            "WAYBILL_IDEMPOTENCY_KEY": call.idempotencyKey,
            "WAYBILL_UNDOES": call.undoes,
            "WAYBILL_ATTEMPT": String(call.attempt),
            "TRACEPARENT": trace.description,
        ])
    }

    private func answer(
        output: [UInt8],
        report: String,
        status: TerminationStatus
    ) -> HandlerAnswer {
        let said = report.isEmpty ? "" : ": \(report)"
        let text = String(decoding: output, as: UTF8.self)
        guard status.isSuccess else {
            if Task.isCancelled { return .cancelled(.unknown) }
            return Problem(text: text).map { .failure($0.failure()) }
                ?? .unavailable("the program \(Self.text(of: status))\(said)", effect: .unknown)
        }
        if text.allSatisfy(\.isWhitespace) { return .success(.null) }
        guard let json = try? JSON(parsing: text) else {
            return .failure(
                HandlerFailure(
                    code: .badOutput,
                    message: "the program did not write JSON\(said)",
                    effect: .unknown
                )
            )
        }
        return .success(json)
    }

    private static func text(of status: TerminationStatus) -> String {
        switch status {
        case .exited(let code): "ended with status \(code)"
        case .signaled(let signal): "was ended by signal \(signal)"
        }
    }

    private func answer(to error: any Error) -> HandlerAnswer {
        guard let error = error as? SubprocessError else {
            return .cancelled(.unknown)
        }
        switch error.code {
        case .outputLimitExceeded:
            return .failure(
                HandlerFailure(
                    code: .payloadTooLarge,
                    message: "the program wrote more than \(Self.outputLimit) bytes",
                    effect: .unknown
                )
            )
        case .spawnFailed, .executableNotFound:
            return .unavailable("the program \(binding.program) cannot be run", effect: .none)
        default:
            return .unavailable("the program was lost: \(error)", effect: .unknown)
        }
    }
}
