import Foundation

/// Where output goes: results to standard output, everything else to standard error.
enum Terminal {
    /// Whether standard output shows colours: it is a terminal, and NO_COLOR is not set.
    static var hasColour: Bool { isatty(STDOUT_FILENO) == 1 && !isColourRefused }

    /// The same for standard error.
    static var errorHasColour: Bool { isatty(STDERR_FILENO) == 1 && !isColourRefused }

    private static var isColourRefused: Bool {
        !(ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
    }

    /// Writes to standard output at once: whoever watches a pipe sees progress as it happens.
    static func print(_ text: String, terminator: String = "\n") {
        try? FileHandle.standardOutput.write(contentsOf: Data((text + terminator).utf8))
    }

    /// Writes to standard error, with a line feed.
    static func error(_ text: String) { write(text + "\n") }

    /// Writes to standard error as it is.
    static func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
