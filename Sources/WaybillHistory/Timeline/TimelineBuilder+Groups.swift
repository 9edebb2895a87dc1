import CEL
import WaybillInterpreter
import WaybillModel

extension TimelineBuilder {
    /// Tells an event of a step that runs several lists.
    mutating func tellGroup(_ event: Event) {
        switch event {
        case .parallelStarted(let path, let needed):
            guard case .parallel(let parallel)? = node(at: path)?.action else { return }
            let names = parallel.branches.map(\.name).joined(separator: ", ")
            let join = needed < parallel.branches.count ? "; the first \(needed) win" : ""
            open(.parallel, OperationID(path), "runs side by side: \(names)\(join)")
        case .forEachStarted(let path, let elements, let needed):
            let count = elements.count == 1 ? "1 element" : "\(elements.count) elements"
            let join = needed < elements.count ? ", \(needed) of which must end" : ""
            open(.forEach, OperationID(path), "runs for \(count)\(join)")
        case .roundStarted(let path, let round):
            if round == 1 {
                open(.repeat, OperationID(path), "round 1 begins")
            } else {
                addLine(.data, to: OperationID(path), "round \(round) begins")
            }
        case .joined(let path, _): tellJoined(path)
        default: return
        }
    }

    private mutating func tellJoined(_ path: StepPath) {
        // Its event has been told.
        if case .await? = node(at: path)?.action { return }
        let id = OperationID(path)
        let took = entry(of: id).map { " in \(state.now.duration(since: $0.time).brief)" } ?? ""
        let group = path.enclosingList.flatMap { list in
            before.frames.first { $0.key == list }?.value.group
        }
        let count = group?.ended.count ?? 0
        let what: String =
            switch node(at: path)?.action {
            case .parallel(let parallel) where count < parallel.branches.count:
                "done\(took): \(group?.winners ?? "") won"
            case .repeat: "done after \(count == 1 ? "1 round" : "\(count) rounds")\(took)"
            default: "done\(took)"
            }
        close(id, .succeeded, what)
    }
}

extension Group {
    /// The names of the branches that reached their end.
    fileprivate var winners: String {
        ended.compactMap { if case .branch(let name) = $0.list { name } else { nil } }
            .joined(separator: ", ")
    }
}
