import CEL

/// What carriers ask for a parcel, as `shipping.rates` tells of it.
struct CarrierService {
    /// A zone reaches so many kilometres.
    typealias Zone = (upTo: Int, parcel: String, kilogram: String, days: Int)

    let id: String
    let isExpress: Bool
    let zones: [Zone]

    var json: JSON {
        .object([
            .init("id", .string(id)), .init("express", .bool(isExpress)),
            .init(
                "zones",
                .array(
                    zones.map { zone in
                        .object([
                            .init("up_to_km", .number("\(zone.upTo)")),
                            .init("per_parcel", .number(zone.parcel)),
                            .init("per_kg", .number(zone.kilogram)),
                            .init("transit_days", .number("\(zone.days)")),
                        ])
                    }
                )
            ),
        ])
    }
}

extension CarrierService {
    static let all = [
        CarrierService(
            id: "standard",
            isExpress: false,
            zones: [
                (300, "4.20", "0.40", 1), (600, "4.90", "0.50", 1), (1000, "5.60", "0.60", 2),
                (3000, "8.90", "0.90", 4),
            ]
        ),
        CarrierService(
            id: "express",
            isExpress: true,
            zones: [(600, "9.80", "1.00", 1), (3000, "16.50", "1.80", 1)]
        ),
        CarrierService(
            id: "courier",
            isExpress: true,
            zones: [(20000, "49.00", "6.00", 5)]
        ),
    ]
}
