import CEL

/// One of the shop's services: the handler it carries out, where it listens, and what a call does.
struct Service: Sendable {
    enum Consequence: Sendable {
        /// It only reads, and leaves nothing in the ledger.
        case none
        /// It is done once for each idempotency key.
        case effect
        /// It takes back the call whose key it names, and keeps a late one from taking effect.
        case undo
    }

    /// As the contract calls it: `payments.capture`.
    let handler: String
    let path: String
    let consequence: Consequence
    /// What it answers, or why it refuses.
    let rule: @Sendable (Input) -> Answer

    init(
        _ handler: String,
        at path: String,
        _ consequence: Consequence = .effect,
        rule: @escaping @Sendable (Input) -> Answer = { _ in .output(.null) }
    ) {
        self.handler = handler
        self.path = path
        self.consequence = consequence
        self.rule = rule
    }
}

extension Service {
    static let all = [
        Service("fraud.score", at: "/screening/scores", .none, rule: Rules.score),

        Service("payments.authorize", at: "/payments/authorizations", rule: Rules.authorize),
        Service("payments.void", at: "/payments/voids", .undo),
        Service("payments.capture", at: "/payments/captures", rule: Rules.capture),
        Service("payments.refund", at: "/payments/refunds") {
            .output(["refund": "ref-\($0["return_id"])"])
        },

        Service("inventory.reserve", at: "/inventory/reservations", rule: Rules.reserve),
        Service("inventory.release", at: "/inventory/releases", .undo),
        Service("inventory.sites", at: "/inventory/sites", .none, rule: Rules.sites),
        Service("inventory.reserve_parcel", at: "/inventory/parcel-reservations") {
            .output(["reservation": "res-\($0["order"])-\($0["site"])"])
        },
        Service("inventory.release_parcel", at: "/inventory/parcel-releases", .undo),
        Service("inventory.restock", at: "/inventory/restocks") {
            .output(["booking": "stk-\($0["return_id"])"])
        },

        Service("shipping.rates", at: "/shipping/rates", .none, rule: Rules.rates),
        Service("shipping.create_label", at: "/shipping/labels", rule: Rules.createLabel),
        Service("shipping.void_label", at: "/shipping/label-voids", .undo),
        Service("shipping.book_collection", at: "/shipping/collections", rule: Rules.collect),
        Service("shipping.cancel_collection", at: "/shipping/collection-cancellations", .undo),

        Service("returns.open", at: "/returns/openings", rule: Rules.openReturn),
        Service("returns.close", at: "/returns/closures", .undo),

        Service("budget.reserve", at: "/budget/reservations", rule: Rules.reserveBudget),
        Service("budget.release", at: "/budget/releases", .undo),
        Service("bank.transfer", at: "/bank/transfers") {
            .output(["transfer": "tra-\($0["payment"])"])
        },

        Service("notify.email", at: "/notifications/emails") {
            .output(["message": "msg-\($0["reference"])"])
        },
        Service("support.open_case", at: "/support/cases") {
            .output(["case": "case-\($0["reference"])"])
        },
    ]
}
