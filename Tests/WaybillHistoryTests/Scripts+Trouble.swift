import CEL
import WaybillInterpreter
import WaybillModel

/// Runs that need patience, or an operator.
extension Script {
    private static func selling() throws -> Script {
        try Script(try sellWorkflow(), input: .object([JSON.Member("id", .string("7"))]))
    }

    /// A parcel that tears twice: the scope is undone and tried again, then everything is undone, but
    /// the money cannot be given back.
    static func undoParked() throws -> Script {
        var run = try selling()
        try run.answer("charge", #"{"receipt": "A-1"}"#)
        try run.answer("pack/box")
        try run.fail("pack/seal", "torn", "The parcel is torn.")
        try run.answer("pack/box/undo")
        run.wait(.seconds(5))
        // The second time the box is never answered, so its undo waits until it no longer can be.
        run.wait(.seconds(90))
        try run.answer("pack#2/box/undo")
        try run.fail("charge/undo", "unavailable", "No route to host.", effect: .unknown)
        run.wait(.seconds(90))
        return run
    }

    /// The same, after an operator has had the undo tried again.
    static func undoRetried() throws -> Script {
        var run = try undoParked()
        try run.ask(.retry(nil))
        try run.answer("charge/undo")
        return run
    }

    /// The same, after an operator has left the undo as it is.
    static func undoSkipped() throws -> Script {
        var run = try undoParked()
        try run.ask(.skip(nil, reason: "paid back in cash"))
        return run
    }

    /// A parcel that is packed but cannot be sent after the pivot.
    static func parked() throws -> Script {
        var run = try selling()
        try run.answer("charge", #"{"receipt": "A-1"}"#)
        try run.answer("pack/box")
        try run.answer("pack/seal")
        try run.answer("commit")
        try run.fail("send", "unavailable", "The carrier is closed.")
        run.wait(.seconds(1))
        try run.fail("send", "unavailable", "The carrier is closed.")
        return run
    }

    /// A pivot that is never answered, however often it is asked again.
    static func inDoubt() throws -> Script {
        var run = try selling()
        try run.answer("charge", #"{"receipt": "A-1"}"#)
        try run.answer("pack/box")
        try run.answer("pack/seal")
        run.wait(.seconds(25 * 3_600))
        return run
    }

    /// A parcel that an operator has sent by hand.
    static func resolved() throws -> Script {
        var run = try parked()
        run.wait(.seconds(3_600))
        let output = try JSON(parsing: #"{"tracking": "JD015", "parcels": 1}"#)
        try run.ask(.resolve(nil, output: output, reason: "taken to the post office"))
        return run
    }

    /// A charge that is never answered: it is asked again with the same key, since its undo needs to
    /// know what it answered.
    static func settled() throws -> Script {
        var run = try selling()
        run.wait(.seconds(30))
        try run.answer("charge", #"{"receipt": "A-1"}"#)
        try run.answer("charge/undo")
        return run
    }

    /// A parcel whose box is never answered: its undo waits until the call can no longer take effect.
    static func unsettled() throws -> Script {
        var run = try selling()
        try run.answer("charge", #"{"receipt": "A-1"}"#)
        run.wait(.seconds(21))
        return run
    }

    /// A run that is cancelled while a call is out.
    static func cancelled() throws -> Script {
        var run = try selling()
        try run.answer("charge", #"{"receipt": "A-1"}"#)
        try run.ask(.cancel(reason: "the customer called"))
        try run.answer("pack/box", after: 40)
        try run.answer("pack/box/undo")
        try run.answer("charge/undo")
        return run
    }
}
