import CEL

/// A site that goods are sent from, as `inventory.sites` tells of it.
struct Warehouse {
    let id: String
    let city: String
    let country: String
    let location: (latitude: String, longitude: String)
    let timeZone: String
    let cutOff: String
    let priority: Int
    let cost: (handling: String, picking: String)
    let isOpen: Bool
    /// Units on the shelf, which nothing that is reserved changes.
    let stock: KeyValuePairs<String, Int>

    var json: JSON {
        .object([
            .init("id", .string(id)), .init("city", .string(city)),
            .init("country", .string(country)), .init("open", .bool(isOpen)),
            .init("priority", .number("\(priority)")),
            .init(
                "location",
                .object([
                    .init("latitude", .number(location.latitude)),
                    .init("longitude", .number(location.longitude)),
                ])
            ),
            .init("time_zone", .string(timeZone)), .init("cut_off", .string(cutOff)),
            .init("handling", .number(cost.handling)), .init("picking", .number(cost.picking)),
            .init("stock", .object(stock.map { .init($0.key, .number("\($0.value)")) })),
        ])
    }
}

extension Warehouse {
    /// The copper kettles are in Budapest, which is closed.
    static let all = [
        Warehouse(
            id: "HAM",
            city: "Hamburg",
            country: "DE",
            location: ("53.55", "9.99"),
            timeZone: "Europe/Berlin",
            cutOff: "17:00",
            priority: 1,
            cost: ("0.90", "0.30"),
            isOpen: true,
            stock: [
                "TEA-EARL-250": 60, "TEA-MINT-80": 40, "POT-GLASS-1L": 6, "KETTLE-STEEL": 8,
                "SCALE-01G": 4, "GIFT-50": 500,
            ]
        ),
        Warehouse(
            id: "LEJ",
            city: "Leipzig",
            country: "DE",
            location: ("51.34", "12.37"),
            timeZone: "Europe/Berlin",
            cutOff: "19:00",
            priority: 1,
            cost: ("0.80", "0.25"),
            isOpen: true,
            stock: [
                "TEA-EARL-250": 12, "TEA-SENCHA-100": 9, "CUP-STONE-2": 10, "KETTLE-STEEL": 5,
                "BREWER-PRO": 1,
            ]
        ),
        Warehouse(
            id: "RTM",
            city: "Rotterdam",
            country: "NL",
            location: ("51.92", "4.48"),
            timeZone: "Europe/Amsterdam",
            cutOff: "18:00",
            priority: 1,
            cost: ("0.95", "0.30"),
            isOpen: true,
            stock: ["TEA-SENCHA-100": 45, "TEA-OOLONG-100": 25, "POT-CAST-08": 7, "SCALE-01G": 3]
        ),
        Warehouse(
            id: "LIL",
            city: "Lille",
            country: "FR",
            location: ("50.63", "3.06"),
            timeZone: "Europe/Paris",
            cutOff: "17:30",
            priority: 2,
            cost: ("0.90", "0.30"),
            isOpen: true,
            stock: ["TEA-EARL-250": 8, "TEA-SENCHA-100": 14, "CUP-STONE-2": 18]
        ),
        Warehouse(
            id: "LYS",
            city: "Lyon",
            country: "FR",
            location: ("45.76", "4.84"),
            timeZone: "Europe/Paris",
            cutOff: "16:30",
            priority: 2,
            cost: ("1.00", "0.30"),
            isOpen: true,
            stock: ["TEA-OOLONG-100": 9, "CUP-STONE-2": 6, "POT-CAST-08": 3, "SCALE-01G": 2]
        ),
        Warehouse(
            id: "MXP",
            city: "Milano",
            country: "IT",
            location: ("45.46", "9.19"),
            timeZone: "Europe/Rome",
            cutOff: "16:00",
            priority: 2,
            cost: ("1.10", "0.35"),
            isOpen: true,
            stock: [
                "TEA-EARL-250": 15, "TEA-SENCHA-100": 10, "TEA-OOLONG-100": 11, "BREWER-PRO": 2,
            ]
        ),
        Warehouse(
            id: "BCN",
            city: "Barcelona",
            country: "ES",
            location: ("41.39", "2.17"),
            timeZone: "Europe/Madrid",
            cutOff: "17:00",
            priority: 3,
            cost: ("1.00", "0.30"),
            isOpen: true,
            stock: ["TEA-MINT-80": 22, "CUP-STONE-2": 7, "POT-GLASS-1L": 3]
        ),
        Warehouse(
            id: "WAW",
            city: "Warszawa",
            country: "PL",
            location: ("52.23", "21.01"),
            timeZone: "Europe/Warsaw",
            cutOff: "16:00",
            priority: 2,
            cost: ("1.30", "0.25"),
            isOpen: true,
            stock: [
                "TEA-EARL-250": 20, "TEA-MINT-80": 30, "TEA-SENCHA-100": 8, "POT-GLASS-1L": 4,
                "KETTLE-STEEL": 6, "SCALE-01G": 2,
            ]
        ),
        Warehouse(
            id: "VIE",
            city: "Wien",
            country: "AT",
            location: ("48.21", "16.37"),
            timeZone: "Europe/Vienna",
            cutOff: "17:00",
            priority: 2,
            cost: ("1.00", "0.30"),
            isOpen: true,
            stock: ["TEA-EARL-250": 24, "CUP-STONE-2": 26, "POT-CAST-08": 2, "BREWER-PRO": 3]
        ),
        Warehouse(
            id: "MMX",
            city: "Malmö",
            country: "SE",
            location: ("55.60", "13.00"),
            timeZone: "Europe/Stockholm",
            cutOff: "16:30",
            priority: 2,
            cost: ("1.05", "0.35"),
            isOpen: true,
            stock: ["TEA-EARL-250": 18, "TEA-MINT-80": 14, "CUP-STONE-2": 9]
        ),
        Warehouse(
            id: "DUB",
            city: "Dublin",
            country: "IE",
            location: ("53.35", "-6.26"),
            timeZone: "Europe/Dublin",
            cutOff: "17:00",
            priority: 3,
            cost: ("1.10", "0.35"),
            isOpen: true,
            stock: ["TEA-EARL-250": 30, "TEA-SENCHA-100": 12, "CUP-STONE-2": 5, "POT-CAST-08": 4]
        ),
        Warehouse(
            id: "BUD",
            city: "Budapest",
            country: "HU",
            location: ("47.50", "19.04"),
            timeZone: "Europe/Budapest",
            cutOff: "16:00",
            priority: 3,
            cost: ("0.70", "0.20"),
            isOpen: false,
            stock: ["TEA-EARL-250": 50, "CUP-STONE-2": 50, "KETTLE-COPPER": 5, "POT-GLASS-1L": 9]
        ),
    ]
}
