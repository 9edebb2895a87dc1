import ArgumentParser
import Foundation
import WaybillJournal

/// Parses the command line, runs the command and ends with its exit code. ArgumentParser's own
/// `main` would end with 64 where this tool promises 2.
@main
enum Main {
    static func main() async {
        do {
            let arguments = Array(CommandLine.arguments.dropFirst())
            if let failure = EmptyArgument.failure(in: arguments) { throw failure }
            var command = try WaybillCommand.parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as CommandFailure {
            Terminal.error(failure.description)
            exit(failure.status.rawValue)
        } catch let error as JournalError {
            let failure = CommandFailure(store: error)
            Terminal.error(failure.description)
            exit(failure.status.rawValue)
        } catch let status as ExitStatus {
            exit(status.rawValue)
        } catch {
            exit(status(of: error).rawValue)
        }
    }

    /// Prints help or what is wrong with the command line, and tells with which status to end.
    private static func status(of error: any Error) -> ExitStatus {
        let code = WaybillCommand.exitCode(for: error)
        let text = WaybillCommand.fullMessage(for: error)
        switch code {
        case .success:
            Terminal.print(text)
            return .success
        case .validationFailure:
            Terminal.error(text)
            return .usage
        default:
            Terminal.error("internal error: \(error)")
            return .internalError
        }
    }
}
