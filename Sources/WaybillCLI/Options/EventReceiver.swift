import ArgumentParser
import Foundation
import WaybillHandlers

/// Where published events are delivered to, as a person names it.
struct EventReceiver {
    let text: String
    let sink: any EventSink

    /// Takes a file, or an http(s) address; throws for an address of another kind.
    init(parsing text: String) throws {
        self.text = text
        if ["http://", "https://"].contains(where: text.lowercased().hasPrefix) {
            guard let host = URL(string: text)?.host(), !host.isEmpty else {
                throw ValidationError("`\(text)` names no host.")
            }
            sink = HTTPEventSink(url: text)
        } else if !text.isEmpty, !text.contains("://") {
            sink = FileEventSink(path: text)
        } else {
            throw ValidationError(
                "`\(text)` is neither a file nor an address that starts with http:// or https://."
            )
        }
    }
}
