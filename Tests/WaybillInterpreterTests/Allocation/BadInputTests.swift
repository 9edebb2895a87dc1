import Foundation
import Testing
import WaybillModel

/// What makes no sense is refused with its place and a remedy.
@Suite struct BadInputTests {
    /// What is put in the place of something in the sample, and the complaint.
    static let cases: [(String, String, String)] = [
        (
            #""TEA-1": 5"#, #""TEA-1": -2"#,
            "sites[0].stock['TEA-1'] is -2; stock is never negative: give 0 when there is none"
        ),
        (
            #""stock": {"TEA-1": 5}"#, #""stock": [5]"#,
            "sites[0].stock is no object; give an object; an empty one is {}"
        ),
        (
            #""id": "MUC""#, #""id": "HAM""#,
            "sites[1].id is 'HAM', as sites[0].id is; give each an id of its own"
        ),
        (#""id": "HAM","#, "", "sites[0] has no `id`; give it: it is needed"),
        (#""id": "HAM""#, #""id": """#, "sites[0].id is empty; give it a name"),
        (
            #""id": "HAM""#, #""id": "H\u001bM""#,
            #"sites[0].id is "H\u001bM", with a control character; give only characters that can be shown"#
        ),
        (#""id": "post""#, #""id": """#, "services[0].id is empty; give it a name"),
        (#""sku": "TEA-1""#, #""sku": """#, "order.lines[0].sku is empty; give it a name"),
        (
            #""id": "HAM""#, #""id": 7"#,
            "sites[0].id is no text; write it in quotes"
        ),
        ("1.10", "-1.10", "sites[0].handling is -1.1; it is never negative: give 0 or more"),
        (
            "0.25", #""a lot""#,
            #"sites[0].picking: "a lot" is not a decimal number; write 19.99 or "19.99""#
        ),
        ("0.25", "1e12", "sites[0].picking is 1000000000000; give at most 1000000000"),
        ("16:00", "4pm", "sites[0].cut_off is '4pm'; give a time of day such as 16:30"),
        ("16:00", "24:00", "sites[0].cut_off is '24:00'; give a time of day such as 16:30"),
        (
            #""16:00", "time_zone": "Europe/Berlin""#, #""16:00", "time_zone": "Berlin""#,
            "sites[0].time_zone is 'Berlin'; there is no such time zone: give an IANA name such as Europe/Berlin"
        ),
        (
            #""16:00", "time_zone": "Europe/Berlin""#, #""16:00", "time_zone": """#,
            "sites[0].time_zone is ''; there is no such time zone: give an IANA name such as Europe/Berlin"
        ),
        (
            "53.55", "95",
            "sites[0].location.latitude lies outside -90 to 90 degrees; give a latitude from -90 to 90, a longitude from -180 to 180"
        ),
        (
            "9.99", "181",
            "sites[0].location.longitude lies outside -180 to 180 degrees; give a latitude from -90 to 90, a longitude from -180 to 180"
        ),
        (
            #""id": "HAM","#, #""id": "HAM", "priority": 9999999,"#,
            "sites[0].priority is 9999999, of site 'HAM'; give a number from 0 to 1000000: lower comes first"
        ),
        (
            #""id": "HAM","#, #""id": "HAM", "priority": -1,"#,
            "sites[0].priority is -1, of site 'HAM'; give a number from 0 to 1000000: lower comes first"
        ),
        (
            #""id": "HAM","#,
            #""id": "HAM", "restocks": [{"sku": "TEA-1", "at": "soon", "quantity": 1}],"#,
            #"sites[0].restocks[0].at: "soon" is not a timestamp; write date, time and zone, such as "2026-06-01T09:30:00Z""#
        ),
        (
            #""id": "HAM","#,
            #""id": "HAM", "restocks": [{"sku": "TEA-1", "at": "2026-06-02T08:00:00Z", "quantity": -1}],"#,
            "sites[0].restocks[0].quantity is -1; give how many units arrive, from 0"
        ),
        (
            "3.90", "-3.90",
            "services[0].zones[0].per_parcel is -3.9; it is never negative: give 0 or more"
        ),
        (
            #", "transit_days": 1"#, "",
            "services[0].zones[0] has no `transit_days`; give it: it is needed"
        ),
        (
            #""transit_days": 1"#, #""transit_days": -1"#,
            "services[0].zones[0].transit_days is -1; give days from 0 to 1000"
        ),
        (
            "1.10", "1.1000000000001",
            "sites[0].handling of site 'HAM' is 1.1000000000001, which has 13 digits after the decimal point; round it: with at most 9 all can be added up exactly"
        ),
        (
            #""per_kg": 0.40"#, #""per_kg": 0.40000000000000001"#,
            "services[0].zones[0].per_kg of service 'post' is 0.40000000000000001, which has 17 digits after the decimal point, and times a weight 18; round it: with at most 9 all can be added up exactly"
        ),
        (
            "4.90", "4.9000000001",
            "services[0].zones[1].per_parcel of service 'post' is 4.9000000001, which has 10 digits after the decimal point; round it: with at most 9 all can be added up exactly"
        ),
        (
            #""quantity": 2"#, #""quantity": -2"#,
            "order.lines[0].quantity is -2; give a number of units from 0 to 1000000"
        ),
        (
            #""quantity": 2"#, #""quantity": 2.5"#,
            "order.lines[0].quantity: 2.5 is not a whole number that an int can hold; give a value of type int"
        ),
        (
            #""quantity": 2"#, #""quantity": 99999999999999999999"#,
            "order.lines[0].quantity: 99999999999999999999 is not a whole number that an int can hold; give a value of type int"
        ),
        (
            #""weight_kg": 0.5"#, #""weight_kg": -0.5"#,
            "order.lines[0].weight_kg is -0.5; it is never negative: give 0 or more"
        ),
        (
            #""weight_kg": 0.5}"#,
            #""weight_kg": 0.5}, {"sku": "TEA-1", "quantity": 1, "weight_kg": 0.7}"#,
            "order.lines[1].weight_kg is of 700 g, and order.lines[0] of 500 g; they are one product, 'TEA-1': give it one weight"
        ),
        (
            "2026-06-03T12:00:00+02:00", "tomorrow",
            #"order.promise_by: "tomorrow" is not a timestamp; write date, time and zone, such as "2026-06-01T09:30:00Z""#
        ),
    ]

    @Test(arguments: cases)
    func isRefusedWithItsPlace(old: String, new: String, complaint: String) throws {
        var allocation = Allocation()
        allocation.order = allocation.order.replacing(old, with: new, maxReplacements: 1)
        allocation.sites[0] = allocation.sites[0].replacing(old, with: new, maxReplacements: 1)
        allocation.services[0] = allocation.services[0].replacing(
            old,
            with: new,
            maxReplacements: 1
        )
        if old.contains("MUC") {
            allocation.sites[1] = allocation.sites[1].replacing(old, with: new)
        }
        #expect(try allocation.complaint() == "rejected_input: \(complaint)")
    }

    @Test(arguments: [
        (
            #"{"lines": [{"sku": "TEA-1", "quantity": -1}]}"#,
            "[0].lines[0].quantity is -1; give a number of units from 0 to 1000000"
        ),
        (
            #"{"lines": [{"sku": "GONE", "quantity": 1}]}"#,
            "[0].lines[0].sku is 'GONE', of which the order has no line; give parcels of this order only"
        ),
        (
            #"{"lines": [{"sku": "TEA-1", "quantity": 3}]}"#,
            "[0].lines[0].quantity is 3, and the order has 2 of 'TEA-1'; give each parcel that stands once, with the units that it carries"
        ),
        (
            #"{"lines": [{"sku": "TEA-1", "quantity": 1}]}, {"lines": [{"sku": "TEA-1", "quantity": 2}]}"#,
            "[1].lines[0].quantity is 2, and the order has 2 of 'TEA-1', of which 1 are allocated before it; give each parcel that stands once, with the units that it carries"
        ),
        (
            #"{"id": "p1", "lines": []}, {"id": "p1", "lines": []}"#,
            "[1].id is 'p1', as allocated[0].id is; give each an id of its own"
        ),
    ])
    func parcelsThatCannotStandAreRefused(allocated: String, complaint: String) throws {
        var allocation = Allocation()
        allocation.allocated = "[\(allocated)]"
        #expect(try allocation.complaint() == "rejected_input: allocated\(complaint)")
    }

    @Test func sumsThatDoNotFitAreRefused() throws {
        var allocation = Allocation()
        allocation.order = allocation.order.replacing(
            #""quantity": 2, "weight_kg": 0.5"#,
            with: #""quantity": 1000000, "weight_kg": 999999.999"#
        )
        allocation.services[0] = allocation.services[0].replacing("0.40", with: "999999999")
        #expect(
            try allocation.complaint()
                == "rejected_input: the quantities, prices and days of this order are too large to be "
                + "added up exactly: the largest price is 999999999, services[0].zones[0].per_kg of "
                + "service 'post', the largest quantity 1000000, that of order.lines[0], the largest "
                + "weight 999999999 g, that of order.lines[0]; split the order, or round its prices"
        )
    }

    @Test func aPriceOfThePolicyThatCannotBeAddedUpIsNamed() throws {
        var allocation = Allocation()
        allocation.split = .upTo(
            parcels: 2,
            penalty: Decimal(sign: .plus, exponent: -12, significand: 1)
        )
        #expect(
            try allocation.complaint()
                == "rejected_input: `split.penalty` of policy `best` is 0.000000000001, which has 12 "
                + "digits after the decimal point; round it: with at most 9 all can be added up exactly"
        )
    }

    @Test(
        "A constraint that fails says where it stands, about what it was, and what to do",
        arguments: [
            (
                "site.open",
                "site HAM, at <expression>:1:5: no such key: open; give it, or say what holds without it: `site.?open.orValue(…)`"
            ),
            (
                "line.frail == service.careful",
                "service post, the line of TEA-1, at <expression>:1:5: no such key: frail; give it, or say what holds without it: `line.?frail.orValue(…)`"
            ),
            (
                "order.ship_to.floor > 1",
                "the order, at <expression>:1:14: no such key: floor; give it, or say what holds without it: `order.ship_to.?floor.orValue(…)`"
            ),
            (
                "!site.id",
                "site HAM, at <expression>:1:1: no such overload: `!` does not take (string)"
            ),
        ]
    )
    func aConstraintThatFails(condition: String, complaint: String) throws {
        var allocation = Allocation()
        allocation.constraints = [("open", condition)]
        let actual = try allocation.complaint()
        #expect(actual == "expression: constraint `open` of policy `best`, for \(complaint)")
    }
}
