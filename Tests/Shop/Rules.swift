import CEL
import Foundation

/// What the services decide: the shop's business, kept so simple that an order shows its fate.
enum Rules {
    /// The larger the order, the riskier it is.
    static func score(_ input: Input) -> Answer {
        let amount = input.number("amount")
        let risk = amount >= 5000 ? "91" : amount >= 1000 ? "64" : "12"
        return .output(.object([.init("risk", .number(risk))]))
    }

    static func authorize(_ input: Input) -> Answer {
        switch input["card"] {
        case "tok_declined": .refusal("card_declined", "The bank does not honour this card")
        case "tok_lapsing": .output(["authorization": "lapsed-\(input["order"])"])
        default: .output(["authorization": "auth-\(input["order"])"])
        }
    }

    static func capture(_ input: Input) -> Answer {
        input["authorization"].hasPrefix("lapsed-")
            ? .refusal("authorization_expired", "The bank has let go of the hold")
            : .output(["capture": "cap-\(input["order"])"])
    }

    /// The copper kettle is sold out.
    static func reserve(_ input: Input) -> Answer {
        input.lineSKUs.contains("KETTLE-COPPER")
            ? .refusal("out_of_stock", "There is no KETTLE-COPPER left")
            : .output(["reservation": "res-\(input["order"])"])
    }

    static func sites(_ input: Input) -> Answer {
        .output(
            .object([
                .init("stock_version", .string("1")),
                .init("sites", .array(Warehouse.all.map(\.json))),
            ])
        )
    }

    static func rates(_ input: Input) -> Answer {
        .output(.object([.init("services", .array(CarrierService.all.map(\.json)))]))
    }

    static func createLabel(_ input: Input) -> Answer {
        if isOutOfReach(input.json["ship_to"]) { return noCarrier }
        let reference = input["reference"]
        return .output([
            "label": "https://labels.example.com/\(reference).pdf",
            "tracking": "TRK-\(reference)",
        ])
    }

    static func collect(_ input: Input) -> Answer {
        isOutOfReach(input.json["address"])
            ? noCarrier : .output(["collection": "col-\(input["return_id"])"])
    }

    static func openReturn(_ input: Input) -> Answer {
        input.lineSKUs.contains { $0.hasPrefix("GIFT-") }
            ? .refusal("not_returnable", "Gift cards are not taken back")
            : .output(["number": "RMA-\(input["return_id"])"])
    }

    static func reserveBudget(_ input: Input) -> Answer {
        if input.number("amount") > 20000 {
            return .refusal("over_budget", "The cost centre has 20000.00 left")
        }
        return .output(
            .object([
                .init("reservation", .string("bud-\(input["payment"])")),
                .init("left", .number("12500.00")),
            ])
        )
    }

    /// No carrier goes to Antarctica.
    private static func isOutOfReach(_ address: JSON?) -> Bool {
        address?["country"] == .string("AQ")
    }

    private static let noCarrier = Answer.refusal(
        "address_undeliverable",
        "No carrier goes there"
    )
}
