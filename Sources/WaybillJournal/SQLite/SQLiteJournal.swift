import Synchronization

/// The journal in a file, through SQLite: what is committed survives the process and the machine.
package final class SQLiteJournal: StoreReading, Journal {
    let database: StoreDatabase
    private let lease: StoreLease
    /// Which acquisition of the store this is. A later one fences it.
    private let epoch: Int
    private let news: Mutex<News>
    /// The first failure of the disk. What a failed sync has lost is not reported twice, so nothing
    /// is acknowledged after it.
    private let failure = Mutex<JournalError?>(nil)

    private struct News {
        /// Changes when another connection commits.
        var dataVersion: Int?
        var submittedHere = false
    }

    /// Opens the store of a lease, making it where there is none.
    package init(_ lease: StoreLease) throws(JournalError) {
        self.lease = lease
        let database = try StoreDatabase(creating: lease.store)
        epoch = try database.write { connection in
            try connection.integer("UPDATE lease SET epoch = epoch + 1 RETURNING epoch") ?? 0
        }
        news = Mutex(News(dataVersion: try database.run { try $0.dataVersion() }))
        self.database = database
    }

    package func commit(_ turn: Turn) throws(JournalError) {
        if turn.isEmpty { return }
        if let failure = failure.withLock({ $0 }) { throw failure }
        do {
            try database.write { [path = database.path, epoch] connection in
                let current = try connection.integer("SELECT epoch FROM lease") ?? 0
                guard current == epoch else {
                    throw JournalError.fenced(path: path, epoch: epoch, current: current)
                }
                try turn.write(to: connection)
            }
        } catch {
            if case .diskFailed = error { failure.withLock { $0 = error } }
            throw error
        }
    }

    package func submit(_ message: InboxMessage) throws(JournalError) -> InboxID {
        let id = try database.submit(message)
        news.withLock { $0.submittedHere = true }
        return id
    }

    package func hasNews() throws(JournalError) -> Bool {
        let version = try database.run { try $0.dataVersion() }
        return news.withLock { news in
            let hasNews = news.submittedHere || news.dataVersion != version
            news = News(dataVersion: version)
            return hasNews
        }
    }
}
