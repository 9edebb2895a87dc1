/// Access to a store for processes other than its runner: they read, and put messages into the
/// inbox, whether it is run just now or not.
package final class StoreClient: StoreReading, Inbox {
    let database: StoreDatabase

    /// Opens a store that exists.
    package init(path: String) throws(JournalError) {
        database = try StoreDatabase(existing: path)
    }

    package func submit(_ message: InboxMessage) throws(JournalError) -> InboxID {
        try database.submit(message)
    }

    /// Who runs the store now; `nil` when nobody does.
    package func holder() throws(JournalError) -> StoreHolder? {
        try StoreLease.holder(of: database.path)
    }
}
