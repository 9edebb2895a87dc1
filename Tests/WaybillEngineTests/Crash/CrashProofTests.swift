import ProcessSupport
import Testing

/// The proof that a crash is nothing special: killed at every commit of a run, before and after it,
/// and resumed, the order ends as it does without a crash, and every effect has happened once.
@Suite(.timeLimit(.minutes(2))) struct CrashProofTests {
    /// Orders whose runs take different ways to their end, and the effects each has.
    static let orders = [
        // Completed.
        "good": [
            "payments.authorize", "inventory.reserve_parcel", "inventory.reserve_parcel",
            "payments.capture", "shipping.create_label", "notify.email", "shipping.create_label",
            "notify.email",
        ],
        // Fails at the pivot, and what was reserved and authorised is undone.
        "capture_fails": [
            "payments.authorize", "inventory.reserve_parcel", "inventory.release_parcel",
            "payments.void",
        ],
        // Ends before its pivot with an outcome that says `undo`.
        "out_of_stock": ["payments.authorize", "payments.void"],
    ]

    @Test("Killed at every commit, the order ends as without a crash", arguments: orders)
    func crashAtEveryCommit(order: String, effects: [String]) async throws {
        try await expectNothingLost(by: try await CrashLab(order: order), effects)
    }

    /// Orders that a child run ships.
    static let doorOrders = [
        // The child completes, and the order after it.
        "good": [
            "payments.authorize", "inventory.reserve", "shipping.create_label", "payments.capture",
        ],
        // Fails after the child has completed: the child is undone first.
        "capture_fails": [
            "payments.authorize", "inventory.reserve", "shipping.create_label",
            "shipping.void_label", "inventory.release", "payments.void",
        ],
        // Ends since the child did with an outcome that says `undo`.
        "kettle_missing": ["payments.authorize", "payments.void"],
    ]

    @Test(
        "Killed at every commit, an order and its child end as without a crash",
        arguments: doorOrders
    )
    func crashAtEveryCommitOfAFamily(order: String, effects: [String]) async throws {
        let lab = try await CrashLab("door_order", in: "door_orders", order: order)
        try await expectNothingLost(by: lab, effects)
    }

    private func expectNothingLost(by lab: CrashLab, _ effects: [String]) async throws {
        let expected = try await lab.ending(order: "undisturbed")
        #expect(expected.ledger.map(\.handler) == effects)
        try #require(expected.commits > effects.count)

        var deaths = 0
        for crash in Crash.all(within: expected.commits) {
            if try await lab.die(at: crash, order: crash.name) { deaths += 1 }
            let ending = try await lab.ending(order: crash.name)
            #expect(ending.result == expected.result, "killed \(crash.name)")
            #expect(ending.ledger == expected.ledger, "killed \(crash.name)")
        }
        // What is done side by side may take a commit less when it is answered at once.
        #expect(deaths >= (expected.commits - 2) * Crash.Side.allCases.count)
    }

    @Test("Killed again at every commit of its recovery, the order still ends the same")
    func crashDuringRecovery() async throws {
        let lab = try await CrashLab(order: "capture_fails")
        let expected = try await lab.ending(order: "undisturbed")

        for commit in 1...expected.commits {
            let name = "again-\(commit)"
            try await lab.die(at: Crash(commit: commit, side: .before), order: name)
            // The first commit of the recovery, on its other side.
            try await lab.die(at: Crash(commit: 1, side: .after), order: name)
            let ending = try await lab.ending(order: name)
            #expect(ending.result == expected.result, "killed \(name)")
            #expect(ending.ledger == expected.ledger, "killed \(name)")
        }
    }

    @Test(
        "Killed while a call is out, the effect happens once",
        arguments: [
            "fraud.score", "payments.authorize", "shipping.rates", "inventory.sites",
            "inventory.reserve_parcel", "payments.capture", "shipping.create_label", "notify.email",
        ]
    )
    func crashWhileACallIsOut(handler: String) async throws {
        let lab = try await CrashLab(order: "good")
        let expected = try await lab.ending(order: "undisturbed")

        try await lab.die(whileOut: handler, order: "killed")

        let ending = try await lab.ending(order: "killed")
        #expect(ending.result == expected.result)
        #expect(ending.ledger == expected.ledger)
    }
}
