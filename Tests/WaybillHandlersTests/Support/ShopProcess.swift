import Foundation
import Subprocess
import Testing

/// The shop server as a process of its own, on a free port.
struct ShopProcess: Sendable {
    let address: String
    /// `listening on ` and the address.
    private static let announcement = "listening on "

    /// Runs the shop for as long as the body takes, unless it dies before.
    static func run<Result: Sendable>(
        ledger: String,
        _ options: [String] = [],
        _ body: @escaping @Sendable (ShopProcess) async throws -> Result
    ) async throws -> Result {
        var platform = PlatformOptions()
        platform.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(1))]
        let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let path = try await executable(in: folder)
        let outcome = try await Subprocess.run(
            path,
            arguments: Arguments(["--port", "0", "--ledger", ledger] + options),
            platformOptions: platform,
            input: .none,
            output: .sequence,
            error: .discarded
        ) { execution in
            var address = ""
            for try await line in execution.standardOutput.strings() {
                address = String(line.dropFirst(Self.announcement.count))
                    .trimmingCharacters(in: .whitespacesAndNewlines)
                break
            }
            let result = try await body(ShopProcess(address: address))
            await execution.teardown(using: platform.teardownSequence)
            return result
        }
        return outcome.closureResult
    }

    /// Beside the test bundle, by the name of the target or of the product.
    private static func executable(in folder: URL) async throws -> Executable {
        for name in ["shop", "Shop"] {
            let search = Subprocess.Environment.custom(["PATH": folder.path])
            if let path = try? await Executable.name(name).resolveExecutablePath(in: search) {
                return .path(path)
            }
        }
        throw CocoaError(.fileNoSuchFile)
    }
}
