import Foundation
import Testing
import WaybillDiagnostics
import WaybillLoading
import WaybillModel

/// The folder with the workflows that are shipped.
private let shipped = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../workflows").standardizedFileURL

/// A workflow that is shipped.
func shippedWorkflow(_ name: String) throws -> Workflow {
    let file = Loader.load(path: shipped.appending(path: "\(name).yaml").path)
    return try #require(file.workflow, "\(file.diagnostics.map(\.message))")
}

/// The graph of a workflow of these steps, which sees a handler for each way to be undone.
func graph(header: String = "", steps: String) throws -> Workflow {
    let shop = """
        waybill: 1
        handlers:
          pay: { input: { id: string }, output: { receipt: string }, idempotency: key, effect: paid }
          unpay: { input: { id: string }, undoes: paid, idempotency: natural, safe_if_absent: true }
        """
    let text = """
        waybill: 1
        workflow: sell
        use: [shop.yaml]
        events: { decided: { id: string, yes: bool } }
        input: { id: string, text: string }
        outcomes: { sold: keep, refused: undo }
        \(header)
        steps:
        \(steps)
        """
    let file = Loader.load(
        path: "sell.yaml",
        reading: .memory(["sell.yaml": text, "shop.yaml": shop])
    )
    return try #require(file.workflow, "\(file.diagnostics.map(\.message))")
}
