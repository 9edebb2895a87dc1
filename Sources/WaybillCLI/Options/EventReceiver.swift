import ArgumentParser
import WaybillHandlers

/// Where published events are delivered to, as a person names it.
struct EventReceiver: ExpressibleByArgument {
    let text: String
    let sink: any EventSink

    /// A file, or an http(s) address; `nil` for an address of another kind.
    init?(argument: String) {
        text = argument
        if ["http://", "https://"].contains(where: argument.lowercased().hasPrefix) {
            sink = HTTPEventSink(url: argument)
        } else if !argument.isEmpty, !argument.contains("://") {
            sink = FileEventSink(path: argument)
        } else {
            return nil
        }
    }
}
