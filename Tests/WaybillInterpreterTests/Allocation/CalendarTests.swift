import CEL
import Foundation
import Testing
import WaybillModel

/// Days are those of the place where something happens.
@Suite struct CalendarTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let now: String
        var siteZone = "Europe/Berlin"
        var cutOff: String? = "16:00"
        var customerZone = "Europe/Berlin"
        var transit = 1
        let shipsAt: String
        let arrivesBy: String
        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(
            name: "before the cut-off",
            now: "2026-06-01T13:59:59Z",
            shipsAt: "2026-06-01T14:00:00Z",
            arrivesBy: "2026-06-02T21:59:59Z"
        ),
        Case(
            name: "at the cut-off",
            now: "2026-06-01T14:00:00Z",
            shipsAt: "2026-06-01T14:00:00Z",
            arrivesBy: "2026-06-02T21:59:59Z"
        ),
        Case(
            name: "past the cut-off",
            now: "2026-06-01T14:00:00.000000001Z",
            shipsAt: "2026-06-02T14:00:00Z",
            arrivesBy: "2026-06-03T21:59:59Z"
        ),
        Case(
            name: "no cut-off",
            now: "2026-06-01T21:00:00Z",
            cutOff: nil,
            shipsAt: "2026-06-01T21:59:59Z",
            arrivesBy: "2026-06-02T21:59:59Z"
        ),
        Case(
            name: "the last half second of a day",
            now: "2026-06-01T21:59:59.5Z",
            cutOff: nil,
            shipsAt: "2026-06-01T21:59:59.5Z",
            arrivesBy: "2026-06-02T21:59:59Z"
        ),
        Case(
            name: "clocks went forward between now and the cut-off",
            now: "2026-03-29T00:30:00Z",
            shipsAt: "2026-03-29T14:00:00Z",
            arrivesBy: "2026-03-30T21:59:59Z"
        ),
        Case(
            name: "a cut-off that clocks leave out is an hour later",
            now: "2026-03-28T23:30:00Z",
            cutOff: "02:30",
            shipsAt: "2026-03-29T01:30:00Z",
            arrivesBy: "2026-03-30T21:59:59Z"
        ),
        Case(
            name: "a cut-off that clocks show twice is the first",
            now: "2026-10-25T00:30:00Z",
            cutOff: "02:30",
            shipsAt: "2026-10-25T00:30:00Z",
            arrivesBy: "2026-10-26T22:59:59Z"
        ),
        Case(
            name: "after the first of two",
            now: "2026-10-25T00:31:00Z",
            cutOff: "02:30",
            shipsAt: "2026-10-26T01:30:00Z",
            arrivesBy: "2026-10-27T22:59:59Z"
        ),
        Case(
            name: "the day of the site is not that of UTC",
            now: "2026-06-01T23:00:00Z",
            siteZone: "Pacific/Auckland",
            shipsAt: "2026-06-02T04:00:00Z",
            arrivesBy: "2026-06-03T21:59:59Z"
        ),
        Case(
            name: "leaving on the customer's next day",
            now: "2026-06-02T09:00:00Z",
            siteZone: "Europe/London",
            cutOff: nil,
            transit: 0,
            shipsAt: "2026-06-02T22:59:59Z",
            arrivesBy: "2026-06-03T21:59:59Z"
        ),
        Case(
            name: "over the date line to the west's yesterday",
            now: "2026-06-01T23:00:00Z",
            siteZone: "Pacific/Auckland",
            customerZone: "America/Los_Angeles",
            transit: 0,
            shipsAt: "2026-06-02T04:00:00Z",
            arrivesBy: "2026-06-03T06:59:59Z"
        ),
        Case(
            name: "a day that is over where the customer is",
            now: "2026-06-01T22:00:00Z",
            siteZone: "America/Los_Angeles",
            customerZone: "Pacific/Auckland",
            transit: 0,
            shipsAt: "2026-06-01T23:00:00Z",
            arrivesBy: "2026-06-02T11:59:59Z"
        ),
        Case(
            name: "a zone of a fixed offset",
            now: "2026-06-01T10:00:00Z",
            siteZone: "+05:30",
            shipsAt: "2026-06-01T10:30:00Z",
            arrivesBy: "2026-06-02T21:59:59Z"
        ),
        Case(
            name: "the end of time",
            now: "9999-12-31T23:59:59Z",
            siteZone: "UTC",
            customerZone: "UTC",
            shipsAt: "9999-12-31T23:59:59.999999999Z",
            arrivesBy: "9999-12-31T23:59:59.999999999Z"
        ),
    ]

    @Test(arguments: cases)
    func parcelsLeaveAndArriveByTheClocksOfTheirPlaces(test: Case) throws {
        var allocation = Allocation()
        allocation.now = test.now
        allocation.order = """
            {"lines": [{"sku": "TEA-1", "quantity": 1}],
             "ship_to": {"time_zone": "\(test.customerZone)"}}
            """
        let cutOff = test.cutOff.map { "\"\($0)\"" } ?? "null"
        allocation.sites = [
            """
            {"id": "A", "stock": {"TEA-1": 1}, "time_zone": "\(test.siteZone)", "cut_off": \(cutOff)}
            """
        ]
        allocation.services = [
            #"{"id": "any", "zones": [{"per_parcel": 1, "transit_days": \#(test.transit)}]}"#
        ]
        let plan = try allocation.plan()
        #expect(plan.text(at: "parcels.0.ship_at") == test.shipsAt)
        #expect(plan.text(at: "parcels.0.arrive_by") == test.arrivesBy)
    }

    @Test(arguments: [
        ("2026-06-02T23:59:59+02:00", true), ("2026-06-02T00:00:00+02:00", true),
        ("2026-06-01T23:59:59+02:00", false), ("2026-06-01T22:00:00Z", true),
    ])
    func thePromiseIsTheDayWhereTheCustomerIs(promise: String, isMet: Bool) throws {
        var allocation = Allocation()
        allocation.order = allocation.order.replacing("2026-06-03T12:00:00+02:00", with: promise)
        let plan = try allocation.plan()
        #expect(plan[at: "promise_met"] == .bool(isMet))
        let arrival = try #require(Timestamp(rfc3339: plan.text(at: "parcels.0.arrive_by") ?? ""))
        let promise = try #require(Timestamp(rfc3339: plan.text(at: "promise_by") ?? ""))
        #expect((arrival <= promise) == isMet)
    }

    @Test(arguments: [
        ("2026-06-02T14:00:00Z", "2026-06-02T14:00:00Z"),
        ("2026-06-02T14:00:01Z", "2026-06-03T14:00:00Z"),
        ("2026-05-20T00:00:00Z", "2026-06-01T14:00:00Z"),
    ])
    func goodsThatComeAfterTheCutOffLeaveOnTheNextDay(restock: String, shipsAt: String) throws {
        var allocation = Allocation()
        allocation.sites = [
            allocation.sites[0].replacing(
                #"{"TEA-1": 5}"#,
                with: #"{}, "restocks": [{"sku": "TEA-1", "quantity": 2, "at": "\#(restock)"}]"#
            )
        ]
        allocation.hold = .upTo(.seconds(5 * 86_400), onlyIfSaves: 0)
        #expect(try allocation.plan().text(at: "parcels.0.ship_at") == shipsAt)
    }
}
