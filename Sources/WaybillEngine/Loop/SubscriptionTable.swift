import CEL
import OrderedCollections
import WaybillInterpreter
import WaybillModel

/// Which runs await which events: by the type of the event and the values that `match` demands, so
/// that an event finds its runs however many wait. A run stays until it has ended: whether it takes
/// an event is for its state to say.
struct SubscriptionTable {
    /// The awaits of one type of event that declare its data alike and match the same fields.
    private struct Group {
        let data: ValueType
        let fields: [String]
        /// By the values of the fields.
        var runs: [[JSON]: OrderedSet<RunID>] = [:]

        mutating func remove(_ run: RunID, awaiting values: [JSON]) {
            runs[values]?.remove(run)
            if runs[values]?.isEmpty == true { runs[values] = nil }
        }
    }

    private struct Place: Hashable {
        let type: EventType
        /// Its position among the groups of the type, which are never removed.
        let group: Int
        let values: [JSON]
    }

    private var groups: [EventType: [Group]] = [:]
    private var places: [RunID: Set<Place>] = [:]

    /// Notes what a run awaits; its workflow declares the events.
    mutating func add(_ subscription: Subscription, of run: RunID, in workflow: Workflow) {
        let fields = subscription.match.map(\.name)
        let values = subscription.match.map(\.value)
        for event in workflow.events where subscription.types.contains(event.type) {
            let known = groups[event.type]?.firstIndex {
                $0.data == event.data && $0.fields == fields
            }
            let index = known ?? groups[event.type]?.count ?? 0
            if known == nil {
                groups[event.type, default: []].append(Group(data: event.data, fields: fields))
            }
            groups[event.type]?[index].runs[values, default: []].append(run)
            places[run, default: []].insert(
                Place(type: event.type, group: index, values: values)
            )
        }
    }

    /// The runs that an event may be for, each once. For data that is not as it is declared, the
    /// fields are taken as they are written.
    func runs(for event: CloudEvent) -> OrderedSet<RunID> {
        var found: OrderedSet<RunID> = []
        for group in groups[event.type] ?? [] {
            let data = (try? Value(event.data, as: group.data).json) ?? event.data
            let values = group.fields.compactMap { data[$0] }
            if values.count == group.fields.count { found.formUnion(group.runs[values] ?? []) }
        }
        return found
    }

    /// Forgets a run that has ended.
    mutating func remove(_ run: RunID) {
        for place in places.removeValue(forKey: run) ?? [] {
            groups[place.type]?[place.group].remove(run, awaiting: place.values)
        }
    }
}
