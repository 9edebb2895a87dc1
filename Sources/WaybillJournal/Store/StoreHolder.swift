package import CEL
import Foundation

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

    /// This process.
    package static func thisProcess(command: String, since: Timestamp) -> StoreHolder {
        var name = [CChar](repeating: 0, count: 256)
        _ = gethostname(&name, name.count - 1)
        let host = name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
        return StoreHolder(
            processID: Int(ProcessInfo.processInfo.processIdentifier),
            host: String(decoding: host, as: UTF8.self),
            command: command,
            since: since
        )
    }
}

extension StoreHolder: CustomStringConvertible {
    package var description: String {
        "`\(command)` (process \(processID) on host \(host), since \(since.rfc3339))"
    }
}

extension StoreHolder: PayloadObject {
    var payload: Payload {
        ["pid": processID, "host": host, "command": command, "since": since]
    }

    init(_ payload: Payload) throws(PayloadError) {
        self.init(
            processID: try payload["pid"],
            host: try payload["host"],
            command: try payload["command"],
            since: try payload["since"]
        )
    }
}
