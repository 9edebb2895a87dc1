package import CEL
package import WaybillInterpreter
package import WaybillModel

/// An event as a store keeps it, whether a run has taken it or not.
package struct KeptEvent: Hashable, Sendable {
    /// Where it came from.
    package enum Origin: String, Hashable, Sendable, CaseIterable {
        case outside
        /// A run of this store published it.
        case run
    }

    package let event: CloudEvent
    package let origin: Origin
    /// When the runner recorded it.
    package let keptAt: Timestamp
    /// Whether the runs of this store were offered it; those that runs publish may have to wait for
    /// a later turn.
    package let isOffered: Bool
    /// Why a run, or a workflow that events start, for which it may have been meant could not take
    /// it, the last time it was offered.
    package let refusal: String?

    package init(
        _ event: CloudEvent,
        from origin: Origin = .outside,
        keptAt: Timestamp,
        isOffered: Bool = true,
        refusal: String? = nil
    ) {
        self.event = event
        self.origin = origin
        self.keptAt = keptAt
        self.isOffered = isOffered
        self.refusal = refusal
    }
}

/// Which kept events to list. What is `nil` does not matter.
package struct KeptEventFilter: Hashable, Sendable {
    package var type: EventType?
    package var origin: KeptEvent.Origin?
    package var isTaken: Bool?

    package init(
        type: EventType? = nil,
        origin: KeptEvent.Origin? = nil,
        isTaken: Bool? = nil
    ) {
        self.type = type
        self.origin = origin
        self.isTaken = isTaken
    }

    /// Events from outside that no run has taken.
    package static let untaken = KeptEventFilter(origin: .outside, isTaken: false)
}
