package import CEL

/// Who runs a store.
package struct StoreHolder: Hashable, Sendable {
    package let processID: Int
    package let host: String
    /// As a person would type it: `waybill run`.
    package let command: String
    package let since: Timestamp

    package init(processID: Int, host: String, command: String, since: Timestamp) {
        self.processID = processID
        self.host = host
        self.command = command
        self.since = since
    }
}

extension StoreHolder: CustomStringConvertible {
    package var description: String {
        "`\(command)` (process \(processID) on host \(host), since \(since.rfc3339))"
    }
}
