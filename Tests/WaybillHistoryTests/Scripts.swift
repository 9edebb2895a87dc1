import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// The runs that timelines and reports are held against.
extension Script {
    /// An order that is fulfilled; the gateway is busy twice and the reservation answers late once.
    static func fulfilled() throws -> Script {
        var run = try Script("fulfil_order", "orders/good.json")
        try run.answer("screen", #"{"risk": 12}"#)
        try run.fail("authorize", after: 31, "gateway_busy", "The gateway is busy.")
        run.wait(.seconds(1))
        try run.fail("authorize", after: 30, "gateway_busy", "The gateway is busy.")
        run.wait(.seconds(1))
        try run.answer("authorize", after: 120, #"{"authorization": "A-1"}"#)
        try run.decideSites()
        run.wait(.seconds(11))
        try run.reserve()
        try run.answer("capture", #"{"capture": "C-1"}"#)
        try run.answer("dispatch[0]/label", #"{"label": "L-1", "tracking": "JD014"}"#)
        try run.answer("dispatch[1]/label", #"{"label": "L-2", "tracking": "JD015"}"#)
        try run.fail("dispatch[0]/tell", "rejected_input", "There is no such mailbox.")
        try run.answer("dispatch[1]/tell", #"{"message": "M-2"}"#)
        run.wait(.seconds(60))
        return run
    }

    /// Answers all that is asked until an order is set aside at the two sites that have it.
    mutating func source() throws {
        try decideSites()
        try reserve()
    }

    /// Answers what an order is sourced by. Malmö has the tea and the cups, Hamburg the teapot.
    private mutating func decideSites() throws {
        try answer(
            "rates",
            """
            {"services": [{"id": "standard", "express": false, "zones": [
              {"up_to_km": 1000, "per_parcel": 5.60, "per_kg": 0.60, "transit_days": 2}]}]}
            """
        )
        func site(_ id: String, _ place: String, _ stock: String) -> String {
            """
            {"id": "\(id)", "city": "", "country": "", "open": true, "priority": 1,
             "location": {\(place)}, "time_zone": "Europe/Berlin", "cut_off": "17:00",
             "handling": 1, "picking": 0.30, "stock": {\(stock)}}
            """
        }
        let malmo = site(
            "MMX",
            #""latitude": 55.6, "longitude": 13.0"#,
            #""TEA-EARL-250": 18, "CUP-STONE-2": 9"#
        )
        let hamburg = site(
            "HAM",
            #""latitude": 53.55, "longitude": 9.99"#,
            #""TEA-EARL-250": 60, "POT-GLASS-1L": 6"#
        )
        try answer(
            "source@1/stock",
            #"{"stock_version": "1", "sites": [\#(malmo), \#(hamburg)]}"#
        )
    }

    private mutating func reserve() throws {
        try answer("source@1/reserve[0]/hold", #"{"reservation": "R-1"}"#)
        try answer("source@1/reserve[1]/hold", #"{"reservation": "R-2"}"#)
    }

    /// An order that two sites ship, late, and not in full.
    static func sourced() throws -> Script {
        let order = try JSON(parsing: #"{"id": "9", "tea": 6, "mugs": 1}"#)
        var run = try Script(try sourcingWorkflow(), input: order)
        run.wait(.seconds(60))
        return run
    }

    /// An order that fails as no site has all of it.
    static func unfilled() throws -> Script {
        let order = try JSON(parsing: #"{"id": "9", "tea": 6, "mugs": 1}"#)
        return try Script(try sourcingWorkflow(unfilled: "{ action: fail }"), input: order)
    }

    /// An order that nothing can be decided about.
    static func undecided() throws -> Script {
        let order = try JSON(parsing: #"{"id": "9", "tea": -6, "mugs": 1}"#)
        return try Script(try sourcingWorkflow(), input: order)
    }

    /// A payment that waits for its turn.
    static func locked() throws -> Script {
        let order = try JSON(parsing: #"{"id": "8", "supplier": "acme"}"#)
        var run = try Script(try payoutWorkflow(), input: order, taken: ["payout/acme"])
        run.wait(.seconds(90))
        return run
    }

    /// The payment that it waits for.
    static func locking() throws -> Script {
        let order = try JSON(parsing: #"{"id": "7", "supplier": "acme"}"#)
        return try Script(try payoutWorkflow(), input: order)
    }

    /// The same, when its turn has come.
    static func letIn() throws -> Script {
        var run = try locked()
        run.giveBack("payout/acme")
        run.wait(.seconds(2))
        return run
    }

    /// The same, when its turn did not come.
    static func lockedOut() throws -> Script {
        var run = try locked()
        run.wait(.seconds(3_510))
        return run
    }

    /// The same, when nobody could be told of it.
    static func untold() throws -> Script {
        var run = try lockedOut()
        try run.fail("tell", "unavailable", "No route to host.")
        return run
    }

    /// The same, after somebody was told by hand.
    static func told() throws -> Script {
        var run = try untold()
        try run.ask(.skip(nil, reason: "told by telephone"))
        return run
    }

    /// An order that is paid for; the warehouse is told, and nothing is heard yet.
    static func paid() throws -> Script {
        var run = try Script("place_order", "placed_orders/good.json")
        try run.answer("authorize", #"{"authorization": "A-1"}"#)
        try run.answer("reserve", #"{"reservation": "R-1"}"#)
        try run.answer("capture", #"{"capture": "C-1"}"#)
        return run
    }

    /// The parcel of that order, which began as soon as the warehouse was told.
    static func parcelSent() throws -> Script {
        let paid = try paid()
        let event = try #require(
            paid.events.compactMap { recorded -> CloudEvent? in
                if case .eventEmitted(_, let event) = recorded.event { event } else { nil }
            }.first
        )
        var run = try Script(
            try shippedWorkflow("ship_parcel"),
            input: event.data,
            correlation: event.correlation
        )
        run.wait(.milliseconds(36))
        try run.answer("label", #"{"label": "L-1", "tracking": "JD014"}"#)
        try run.answer("write", #"{"message": "M-1"}"#)
        return run
    }

    /// An event that is taken back, because nobody listens.
    static func takenBack() throws -> Script {
        try Script(try tellWorkflow(), input: .object([JSON.Member("id", .string("7"))]))
    }

    /// An order whose card is declined.
    static func declined() throws -> Script {
        var run = try Script("fulfil_order", "orders/declined.json")
        try run.answer("screen", #"{"risk": 3}"#)
        try run.fail("authorize", "card_declined", "The issuer said no: 51, insufficient funds.")
        return run
    }

    /// An order that cannot be captured, so that its reservation and its authorisation are undone,
    /// the reservation at the second attempt.
    static func undone() throws -> Script {
        var run = try Script("fulfil_order", "orders/good.json")
        try run.answer("screen", #"{"risk": 12}"#)
        try run.answer("authorize", #"{"authorization": "A-1"}"#)
        try run.source()
        try run.fail("capture", "authorization_expired", "The authorisation A-1 has expired.")
        try run.fail("source@1/reserve[1]/hold/undo", "unavailable", "Connection refused.")
        run.wait(.seconds(1))
        try run.answer("source@1/reserve[1]/hold/undo")
        try run.answer("source@1/reserve[0]/hold/undo")
        try run.answer("authorize/undo")
        return run
    }

    /// An order whose process is killed while the capture is out.
    static func resumed() throws -> Script {
        var run = try Script("fulfil_order", "orders/good.json")
        try run.answer("screen", #"{"risk": 12}"#)
        try run.answer("authorize", #"{"authorization": "A-1"}"#)
        try run.source()
        run.restart(after: .seconds(95))
        try run.answer("capture", #"{"capture": "C-1"}"#)
        try run.answer("dispatch[0]/label", #"{"label": "L-1", "tracking": "JD014"}"#)
        try run.answer("dispatch[1]/label", #"{"label": "L-2", "tracking": "JD015"}"#)
        try run.answer("dispatch[0]/tell", #"{"message": "M-1"}"#)
        try run.answer("dispatch[1]/tell", #"{"message": "M-2"}"#)
        return run
    }

    /// A payment that needs approval, which comes the day after, and is then made.
    static func approved() throws -> Script {
        var run = try Script("payment_with_approval", "payments/large.json")
        try run.answer("earmark")
        run.wait(.seconds(86_400))
        try run.answer("approval@1/nudge", #"{"message": "M-0"}"#)
        run.wait(.seconds(7_384))
        try run.send(
            "payment.approval_decided",
            id: "decision-7",
            data: #"{"payment_id": "P-7002", "approved": true, "by": "anna"}"#
        )
        run.wait(.seconds(3))
        try run.answer("pay", #"{"transfer": "T-1"}"#)
        try run.answer("tell", #"{"message": "M-1"}"#)
        return run
    }

    /// An order whose authorisation is about to be tried again.
    static func retrying() throws -> Script {
        var run = try Script("fulfil_order", "orders/good.json")
        try run.answer("screen", #"{"risk": 12}"#)
        try run.fail("authorize", "gateway_busy", "The gateway is busy.")
        return run
    }

    /// A payment that waits for approval.
    static func awaiting() throws -> Script {
        var run = try Script("payment_with_approval", "payments/large.json")
        try run.answer("earmark")
        return run
    }

    /// A small payment in its last moment to be cancelled.
    static func graced() throws -> Script {
        var run = try Script("payment_with_approval", "payments/small.json")
        try run.answer("earmark")
        return run
    }
}
