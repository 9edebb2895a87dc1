import ArgumentParser
import Foundation
import Synchronization
import WaybillJournal

/// On which side of a commit the process is killed.
enum CrashSide: String, ExpressibleByArgument, Sendable {
    case before
    case after
}

/// Counts the commits of its process, and kills it at one of them, as `kill -9` does.
final class Crash: Sendable {
    private let moment: Int?
    private let side: CrashSide
    private let count = Atomic(0)

    /// The moment counts from 1; `nil` for never.
    init(at moment: Int?, _ side: CrashSide) {
        self.moment = moment
        self.side = side
    }

    /// How many turns were to be committed so far.
    var commits: Int { count.load(ordering: .acquiring) }

    func commit(_ turn: Turn, to journal: any Journal) throws(JournalError) {
        let number = count.add(1, ordering: .acquiringAndReleasing).newValue
        if number == moment, side == .before { die() }
        try journal.commit(turn)
        if number == moment { die() }
    }

    private func die() { kill(getpid(), SIGKILL) }
}
