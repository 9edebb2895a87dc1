import WaybillModel

/// The colours of drawings, as Graphviz takes them. Text on every fill is dark enough to be read, and
/// nothing is told by colour alone.
enum Palette {
    static let blank = "#ffffff"
    static let text = "#1f2328"
    static let quiet = "#59636e"
    static let line = "#4b5563"
    static let rule = "#1d4ed8"
    static let error = "#b91c1c"
    static let timeout = "#b45309"
    static let scope = "#f8fafc"
    static let pivotLine = "#92400e"
    static let keep = "#bbf7d0"
    static let undo = "#fde68a"
    static let failure = "#fecaca"
    /// Of maps.
    static let grid = "#e5e7eb"
    static let way = "#2563eb"
    static let faint = "#9ca3af"

    static func fill(of state: StepProgress) -> String {
        switch state {
        case .notReached: blank
        case .done: "#bbf7d0"
        case .skipped: "#e5e7eb"
        case .active: "#93c5fd"
        case .waiting: "#c7d2fe"
        case .retrying: "#fdba74"
        case .failed: "#fca5a5"
        case .caught: "#fbcfe8"
        case .undone: "#fde68a"
        case .parked: "#f0abfc"
        }
    }

    /// The fill of a step in a drawing without a run.
    static func fill(of node: Node) -> String {
        if node.isPivot { return "#fed7aa" }
        return switch node.action {
        case .call: "#e0f2fe"
        case .route, .allocate: "#fef9c3"
        case .await, .wait, .emit: "#ede9fe"
        case .scope, .parallel, .forEach, .repeat, .run, .set, .finish, .fail: "#f3f4f6"
        }
    }
}
