import GRDB
import Synchronization

/// The journal in a file, through SQLite: what is committed survives the process and the machine.
package final class SQLiteJournal: StoreReading, Journal {
    let database: StoreDatabase
    private let lease: StoreLease
    /// Which acquisition of the store this is. A later one fences it.
    private let epoch: Int
    private let news: Mutex<News>

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
            try Int.fetchOne(
                connection,
                sql: "UPDATE lease SET epoch = epoch + 1 RETURNING epoch"
            ) ?? 0
        }
        news = Mutex(News(dataVersion: try database.dataVersion()))
        self.database = database
    }

    package func commit(_ turn: Turn) throws(JournalError) {
        try database.write { [path = database.path, epoch] connection in
            let sql = "SELECT epoch FROM lease"
            let current = try Int.fetchOne(connection.cachedStatement(sql: sql)) ?? 0
            guard current == epoch else {
                throw JournalError.fenced(path: path, epoch: epoch, current: current)
            }
            try turn.write(to: connection)
        }
    }

    package func submit(_ message: InboxMessage) throws(JournalError) -> InboxID {
        let id = try database.submit(message)
        news.withLock { $0.submittedHere = true }
        return id
    }

    package func hasNews() throws(JournalError) -> Bool {
        let version = try database.dataVersion()
        return news.withLock { news in
            let hasNews = news.submittedHere || news.dataVersion != version
            news = News(dataVersion: version)
            return hasNews
        }
    }
}

extension StoreDatabase {
    /// A number that changes when another connection commits.
    func dataVersion() throws(JournalError) -> Int? {
        try run { try Int.fetchOne($0.cachedStatement(sql: "PRAGMA data_version")) }
    }
}
