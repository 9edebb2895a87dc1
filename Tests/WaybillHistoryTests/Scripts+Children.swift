import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// Runs that run other workflows, and one of those.
extension Script {
    /// An order whose shipping a child run arranges.
    static func shipping() throws -> Script {
        var run = try Script("door_order", "door_orders/good.json")
        try run.answer("authorize", #"{"authorization": "A-1"}"#)
        run.wait(.seconds(2))
        return run
    }

    /// The same, when it is sold and the survey goes on by itself.
    static func doorSold() throws -> Script {
        var run = try shipping()
        run.endChild("ship", after: .seconds(3), arranged)
        try run.answer("capture", #"{"capture": "C-1"}"#)
        run.detachChild("ask")
        return run
    }

    /// The same, when the money cannot be taken, and the child is being undone.
    static func shippingUndone() throws -> Script {
        var run = try shipping()
        run.endChild("ship", after: .seconds(3), arranged)
        try run.fail("capture", "authorization_expired", "The authorisation A-1 has expired.")
        return run
    }

    /// The same, when the child is undone, and the hold on the card.
    static func doorUndone() throws -> Script {
        var run = try shippingUndone()
        let error = StepError(code: "authorization_expired", message: "The child is undone.")
        run.endChild("ship", after: .seconds(4), .compensated(error))
        try run.answer("authorize/undo")
        return run
    }

    /// The same, when an operator left something undone in the child.
    static func shippingLeft() throws -> Script {
        var run = try shippingUndone()
        let error = StepError(code: "authorization_expired", message: "The child is not undone.")
        let label = StepPath.root.step("label")
        run.endChild("ship", after: .seconds(4), .failed(error, unresolved: [label]))
        try run.answer("authorize/undo")
        return run
    }

    /// The child run of such an order.
    static func child() throws -> Script {
        let order = try shipping()
        let path = StepPath.root.step("ship")
        let input = order.state.commands.compactMap { command -> JSON? in
            if case .child(let child) = command { child.input } else { nil }
        }.first
        var run = try Script(
            try shippedWorkflow("arrange_shipping"),
            input: try #require(input),
            correlation: order.state.correlation,
            parent: ParentStep(run: order.state.id, path: path)
        )
        try run.answer("reserve", #"{"reservation": "R-1"}"#)
        return run
    }

    private static var arranged: RunEnd {
        .completed("arranged", output: .object([.init("tracking", .string("JD014"))]))
    }
}
