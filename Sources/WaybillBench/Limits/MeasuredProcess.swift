import Foundation
import Glibc

/// What running a program to its end took.
struct MeasuredProcess {
    let time: Duration
    /// The most memory it had at once.
    let mebibytes: Double

    /// The quickest of several runs. What it prints is thrown away.
    ///
    /// - Throws: ``LimitFailure`` when it cannot be started or does not end with `status`.
    static func best(
        of count: Int,
        _ program: String,
        _ arguments: [String],
        status: Int32 = 0
    ) throws -> MeasuredProcess {
        let runs = try (0..<count).map { _ in try run(program, arguments, status) }
        guard let best = runs.min(by: { $0.time < $1.time }) else {
            throw LimitFailure(message: "\(program) was not run")
        }
        return best
    }

    private static func run(_ program: String, _ arguments: [String], _ expected: Int32) throws
        -> MeasuredProcess
    {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
        }
        var texts = ([program] + arguments).map { strdup($0) } + [nil]
        defer { texts.forEach { free($0) } }
        var process = pid_t()
        var usage = rusage()
        var status: Int32 = 0
        let clock = ContinuousClock()
        let start = clock.now
        guard posix_spawn(&process, program, &actions, nil, &texts, environ) == 0,
            wait4(process, &status, 0, &usage) == process
        else { throw LimitFailure(message: "\(program) cannot be started") }
        let time = start.duration(to: clock.now)
        // A process that exits by itself leaves its status in the second byte.
        guard status == expected << 8 else {
            let command = ([program] + arguments.prefix(3)).joined(separator: " ")
            throw LimitFailure(message: "\(command) … ended with status \(status >> 8)")
        }
        return MeasuredProcess(time: time, mebibytes: Double(usage.ru_maxrss) / 1024)
    }
}
