package import CEL
package import WaybillModel

/// Which kept events may be for a run that begins to await one.
package struct KeptEventSearch: Hashable, Sendable {
    package var types: [EventType]
    /// Those kept since then.
    package var since: Timestamp
    /// Those that some run has taken, only if they were kept since then.
    package var takenSince: Timestamp
    /// Texts that fields of the data equal, by name. An event of which one differs is not given.
    package var texts: [String: String]

    package init(
        of types: [EventType],
        since: Timestamp,
        takenSince: Timestamp,
        texts: [String: String] = [:]
    ) {
        self.types = types
        self.since = since
        self.takenSince = takenSince
        self.texts = texts
    }

    /// Whether the data has the texts that are asked for.
    package func matches(_ data: JSON) -> Bool {
        texts.allSatisfy { name, text in data[name] == .string(text) }
    }
}
