/// Where the runner of a store keeps what happened. Used from one thread; each call returns when it
/// is done.
package protocol Journal: JournalReading, Inbox {
    /// Makes a turn durable, all of it or, when this throws, none of it.
    func commit(_ turn: Turn) throws(JournalError)

    /// Whether another process may have written, or something was submitted, since this was last
    /// asked. Cheap enough to ask many times a second.
    func hasNews() throws(JournalError) -> Bool
}
