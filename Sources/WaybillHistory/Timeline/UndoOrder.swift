import WaybillInterpreter

/// In what order what a list did is undone, as an entry of a timeline tells it.
struct UndoOrder {
    /// The place of the entry in the timeline.
    let entry: Int
    /// First those whose undo has begun.
    private(set) var paths: [StepPath]
    private var begun = 0
    private let reason: String

    init(entry: Int, paths: [StepPath], reason: String) {
        self.entry = entry
        self.paths = paths
        self.reason = reason
    }

    /// Notes that the undo of a step begins; whether that changes the order.
    mutating func begin(_ path: StepPath) -> Bool {
        guard let index = paths.firstIndex(of: path), index >= begun else { return false }
        paths.insert(paths.remove(at: index), at: begun)
        begun += 1
        return index >= begun
    }

    /// What was done side by side is undone so.
    var text: String {
        let order = zip(paths, paths.dropFirst())
            .reduce(paths.first.map { "\($0)" } ?? "") { text, pair in
                let (one, next) = pair
                return text + (one.isBeside(next) ? ", " : ", then ") + "\(next)"
            }
        return "undoing \(order), because \(reason)"
    }
}

extension StepPath {
    /// Whether both lie in the same group, in different branches or iterations of it.
    fileprivate func isBeside(_ other: StepPath) -> Bool {
        switch zip(elements, other.elements).first(where: { $0 != $1 }) {
        case (.branch, .branch)?, (.iteration, .iteration)?: true
        default: false
        }
    }
}
