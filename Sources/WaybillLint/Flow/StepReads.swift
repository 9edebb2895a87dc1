import CEL
import WaybillModel

/// What the expressions of a workflow read of its steps' outputs.
struct StepReads: Sendable {
    private var fields: Set<[String]> = []
    private var wholes: Set<String> = []
    /// Whether an expression takes all outputs at once.
    private var takesAll = false

    init(of workflow: Workflow) {
        for program in workflow.nodes.lazy.flatMap(\.programs) {
            for path in program.selections { add(path) }
        }
    }

    /// Whether a field of a step's output is read, or all of the output.
    func contain(_ field: String, of step: StepID) -> Bool {
        takesAll || wholes.contains(step.rawValue) || fields.contains([step.rawValue, field])
    }

    private mutating func add(_ path: [String]) {
        guard let root = path.first, root == "steps" || root == "previous" else { return }
        switch path.count {
        case 1: takesAll = true
        case 2: wholes.insert(path[1])
        default: fields.insert([path[1], path[2]])
        }
    }
}
