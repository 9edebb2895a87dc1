/// Where messages to the runner of a store are put, by whatever process.
package protocol Inbox: Sendable {
    /// Puts a message durably into the inbox. An event that was submitted before, by its source
    /// and id, is not put in again: the id is that of the first. But one that was refused replaces
    /// it, and is looked at anew.
    func submit(_ message: InboxMessage) throws(JournalError) -> InboxID
}
