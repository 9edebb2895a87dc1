import Foundation

/// The operating system's lock on a whole file, held by an open descriptor. The kernel lets go of
/// it when the process ends, however that happens.
///
/// An open file description lock (fcntl(2)): unlike flock(2) it can be tested without being taken,
/// and unlike POSIX locks closing another descriptor of the file does not release it.
enum FileLock {
    /// From `linux/fcntl.h`; Glibc's module does not have them.
    private static let getLock: Int32 = 36
    private static let setLock: Int32 = 37

    private static var wholeFile: flock {
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        return lock
    }

    /// Takes the lock; false when another has it, with `errno` left as it is for other failures.
    static func take(_ descriptor: Int32) -> Bool {
        var lock = wholeFile
        return fcntl(descriptor, setLock, &lock) == 0
    }

    /// Whether another descriptor has the lock.
    static func isTaken(_ descriptor: Int32) -> Bool {
        var lock = wholeFile
        return fcntl(descriptor, getLock, &lock) == 0 && lock.l_type != Int16(F_UNLCK)
    }
}
