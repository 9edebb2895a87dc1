package import CEL

/// What a policy reads of an order, of sites and of services, and the plan that it gives. What is
/// given to it may have more fields than these, for its constraints to read.
package enum AllocationShape {
    /// A place on the earth, in degrees.
    package static let location = RecordType(
        name: "Location",
        fields: [.init("latitude", .double), .init("longitude", .double)]
    )

    package static let line = RecordType(
        name: "OrderLine",
        fields: [
            .init("sku", .string),
            .init("quantity", .int),
            // Of one unit, to the gram; nothing when it is absent.
            .init("weight_kg", .optional(.decimal)),
        ]
    )

    package static let order = RecordType(
        name: "Order",
        fields: [
            .init("lines", .list(.record(line))),
            .init(
                "ship_to",
                .optional(
                    .record(
                        RecordType(
                            name: "Destination",
                            fields: [
                                .init("location", .optional(.record(location))),
                                // An IANA name, for the days of promise and arrival; UTC when it is absent.
                                .init("time_zone", .optional(.string)),
                            ]
                        )
                    )
                )
            ),
            .init("promise_by", .optional(.timestamp)),
        ]
    )

    package static let restock = RecordType(
        name: "Restock",
        fields: [.init("sku", .string), .init("at", .timestamp), .init("quantity", .int)]
    )

    package static let site = RecordType(
        name: "Site",
        fields: [
            .init("id", .string),
            // Units on the shelf, by SKU.
            .init("stock", .map(key: .string, value: .int)),
            .init("restocks", .optional(.list(.record(restock)))),
            // Lower comes first.
            .init("priority", .optional(.int)),
            .init("location", .optional(.record(location))),
            // The customer's zone as seen from here, where no distance decides it.
            .init("zone", .optional(.string)),
            // The last time of day, `HH:MM`, at which a parcel still leaves on that day.
            .init("cut_off", .optional(.string)),
            // An IANA name; UTC when it is absent.
            .init("time_zone", .optional(.string)),
            // Of each parcel.
            .init("handling", .optional(.decimal)),
            // Of each unit.
            .init("picking", .optional(.decimal)),
        ]
    )

    /// What a service costs and takes to one zone: the one that is named as the site's, or the first
    /// that reaches as far as the customer.
    package static let zone = RecordType(
        name: "Zone",
        fields: [
            .init("zone", .optional(.string)),
            .init("up_to_km", .optional(.int)),
            .init("per_parcel", .decimal),
            .init("per_kg", .optional(.decimal)),
            .init("transit_days", .int),
        ]
    )

    package static let service = RecordType(
        name: "Service",
        fields: [
            .init("id", .string),
            .init("zones", .list(.record(zone))),
            // The ids of the sites that it is offered from; all when it is absent.
            .init("sites", .optional(.list(.string))),
        ]
    )

    /// A parcel of an earlier plan that stands.
    package static let allocated = RecordType(
        name: "AllocatedParcel",
        fields: [
            // Parcels of a plan are numbered after those that stand.
            .init("id", .optional(.string)),
            .init(
                "lines",
                .list(
                    .record(
                        RecordType(
                            name: "AllocatedLine",
                            fields: [.init("sku", .string), .init("quantity", .int)]
                        )
                    )
                )
            ),
        ]
    )

    /// The plan for an order whose lines are of that type. Its lines are the order's, with the
    /// quantity that a parcel carries, or none does.
    package static func plan(lines: ValueType) -> RecordType {
        RecordType(
            name: "Plan",
            fields: [
                // ship, split, hold, partial or unfilled
                .init("decision", .string),
                .init("parcels", .list(.record(parcel(lines: lines)))),
                .init("unfilled", .list(lines)),
                .init("total", .decimal),
                // The end of the promised day, where the customer is: that day counts whole.
                .init("promise_by", .optional(.timestamp)),
                .init("promise_met", .bool),
                .init("proved", .bool),
                // Absent where something else than the cost is made small.
                .init("lower_bound", .optional(.decimal)),
                .init("nodes", .int),
                .init(
                    "policy",
                    .record(
                        RecordType(
                            name: "PlanPolicy",
                            fields: [.init("name", .string), .init("digest", .string)]
                        )
                    )
                ),
                .init("decided_at", .timestamp),
                .init("input_digest", .string),
                .init("explain", .record(explanation)),
            ]
        )
    }

    private static func parcel(lines: ValueType) -> RecordType {
        RecordType(
            name: "Parcel",
            fields: [
                // p1, p2, … in the order of the list, after those that are allocated already
                .init("id", .string),
                .init("site", .string),
                .init("service", .string),
                .init("ship_at", .timestamp),
                .init("arrive_by", .timestamp),
                .init("lines", .list(lines)),
                .init("cost", .record(cost)),
            ]
        )
    }

    private static let cost = RecordType(
        name: "ParcelCost",
        fields: [
            .init("parcel", .decimal), .init("handling", .decimal), .init("weight", .decimal),
            .init("picking", .decimal), .init("lateness", .decimal), .init("total", .decimal),
        ]
    )

    private static let explanation = RecordType(
        name: "PlanExplanation",
        fields: [
            .init(
                "rejected",
                .list(
                    .record(
                        RecordType(
                            name: "RejectedSite",
                            fields: [.init("site", .string), .init("by", .string)]
                        )
                    )
                )
            ),
            .init(
                "alternatives",
                .list(
                    .record(
                        RecordType(
                            name: "AlternativePlan",
                            fields: [
                                .init("parcels", .list(.record(alternativeParcel))),
                                .init("total", .decimal),
                                .init("delta", .decimal),
                                .init("proved", .bool),
                                .init("why", .string),
                            ]
                        )
                    )
                )
            ),
            .init("ties", .list(.string)),
            .init(
                "hold",
                .optional(
                    .record(
                        RecordType(
                            name: "PlanHold",
                            fields: [
                                .init("saves", .decimal), .init("waits", .duration),
                                // What else speaks for it.
                                .init("why", .optional(.string)),
                            ]
                        )
                    )
                )
            ),
            // How many parcels are allowed, where one more would carry units that are left out.
            .init("limit", .optional(.string)),
            // What sending more would cost, where units are left out that could be sent.
            .init("dearer", .optional(.string)),
        ]
    )

    private static let alternativeParcel = RecordType(
        name: "AlternativeParcel",
        fields: [
            .init("site", .string), .init("service", .string), .init("ship_at", .timestamp),
        ]
    )
}
