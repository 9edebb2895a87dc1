/// Where messages to the runner of a store are put, by whatever process.
package protocol Inbox: Sendable {
    /// Puts a message durably into the inbox. An event that waits there already, by its source and
    /// id, is not put in again: the id is that of the first. Another event with its source and id is
    /// refused: throws ``JournalError/otherEvent(reason:)``. One that was answered, or is to be
    /// dropped, comes anew.
    func submit(_ message: InboxMessage) throws(JournalError) -> InboxID
}
