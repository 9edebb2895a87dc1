package import WaybillInterpreter

/// Why the store refused or failed.
package enum JournalError: Error, Hashable, Sendable {
    /// The run has an event with that sequence already. Nothing was written.
    case duplicateEvent(run: RunID, sequence: Int)
    /// Another runner has taken the store over. Nothing was written.
    case fenced(path: String, epoch: Int, current: Int)
    /// An event with the source and id of another. Nothing was written.
    case otherEvent(reason: String)
    /// Another runner has the store.
    case inUse(path: String, holder: StoreHolder?)
    case noStore(path: String)
    /// No file can be there.
    case unusablePath(path: String, reason: String)
    /// A file that some other program wrote.
    case notAStore(path: String)
    /// Written by a newer version of Waybill.
    case newerStore(path: String, version: Int, known: Int)
    /// The disk is full. Nothing was written.
    case diskFull(path: String)
    /// The disk, or the file system, failed. Whether the turn was written is not known, so nothing is
    /// accepted any more: start again, which reads what is there.
    case diskFailed(path: String, message: String)
    /// The operating system or SQLite failed, or a stored value is damaged.
    case storage(path: String, message: String)
    /// A stored event that this version cannot read.
    case unreadableEvent(run: RunID, sequence: Int, PayloadError)
}

extension JournalError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .duplicateEvent(let run, let sequence):
            "run \(run) already has an event with sequence \(sequence)"
        case .fenced(let path, let epoch, let current):
            "another process runs the store \(path) by now (epoch \(current), this process had "
                + "\(epoch)); this process must stop"
        case .otherEvent(let reason): reason
        case .inUse(let path, let holder):
            "the store \(path) is in use by \(holder.map(String.init) ?? "another process")"
        case .noStore(let path): "there is no store at \(path)"
        case .unusablePath(let path, let reason):
            "the store cannot be at \(path): \(reason)"
        case .notAStore(let path): "\(path) is not a Waybill store"
        case .newerStore(let path, let version, let known):
            "the store \(path) was written by a newer version of Waybill: its format is "
                + "\(version), and this version knows up to \(known)"
        case .diskFull(let path): "the disk that holds the store \(path) is full"
        case .diskFailed(let path, let message):
            "the disk that holds the store \(path) failed: \(message)"
        case .storage(let path, let message): "the store \(path) failed: \(message)"
        case .unreadableEvent(let run, let sequence, let error):
            "event \(sequence) of run \(run) cannot be read: \(error)"
        }
    }

    /// What to do about it, where there is something.
    package var help: String? {
        switch self {
        case .inUse:
            "wait until it ends or stop it; `send`, `cancel`, `retry`, `status` and `list` work "
                + "meanwhile; or choose another store with --store"
        case .otherEvent:
            "an event is known by its source and its id: give this one an id of its own"
        case .noStore: "`waybill run` and `waybill register` make one; choose another with --store"
        case .notAStore, .unusablePath: "choose another file with --store"
        case .newerStore: "use that version of Waybill, or a newer one"
        case .diskFull: "make room, then go on with `waybill resume`; nothing is lost"
        case .diskFailed: "check the disk, then go on with `waybill resume`"
        case .unreadableEvent:
            "the run is left as it is, and the others go on: use the version of Waybill that wrote "
                + "it, or see by hand to what it did"
        case .duplicateEvent, .fenced, .storage: nil
        }
    }
}
