import CEL
import Foundation
import Testing
import WaybillModel

@testable import WaybillHandlers

@Suite struct ShopTests {
    private let folder: TemporaryFolder
    private var ledger: String { folder.file("ledger.jsonl") }

    init() throws { folder = try TemporaryFolder() }

    @Test func `answers a repeated key from its ledger, also after a restart`() async throws {
        for _ in 1...2 {
            try await ShopProcess.run(ledger: ledger) { shop in
                for _ in 1...2 {
                    let answer = await shop.call("payments/captures", key: "k")
                    #expect(answer.output == .object([.init("capture", .string("cap-W-1"))]))
                }
            }
        }
        #expect(try folder.lines("ledger.jsonl").count == 1)
    }

    @Test func `names its errors as the contracts do`() async throws {
        try await ShopProcess.run(ledger: ledger) { shop in
            let declined = await shop.call(
                "payments/authorizations",
                #"{"order":"W-1","card":"tok_declined"}"#
            )
            #expect(declined.failure?.code == "card_declined")
            let soldOut = await shop.call(
                "inventory/reservations",
                #"{"order":"W-1","lines":[{"sku":"KETTLE-COPPER"}]}"#
            )
            #expect(soldOut.failure?.code == "out_of_stock")
            let unreachable = await shop.call(
                "shipping/labels",
                #"{"reference":"W-1","ship_to":{"country":"AQ"}}"#
            )
            #expect(unreachable.failure?.code == "address_undeliverable")
            let risk = await shop.call("screening/scores", #"{"amount":1000.00}"#)
            #expect(risk.output == .object([.init("risk", .number("64"))]))
        }
        #expect(try folder.lines("ledger.jsonl").isEmpty)
    }

    @Test func `keeps a late call from taking effect after its undo`() async throws {
        try await ShopProcess.run(ledger: ledger) { shop in
            let undo = await shop.call("payments/voids", key: "k/undo", undoes: "k")
            #expect(undo == .success(.null))
            let late = await shop.call("payments/authorizations", key: "k")
            #expect(late.failure?.code == .cancelled)
            #expect(late.failure?.effect == Effect.none)
        }
        #expect(try folder.lines("ledger.jsonl").count == 1)
    }

    @Test func `does what it was asked and loses the connection`() async throws {
        try await ShopProcess.run(ledger: ledger, ["--drop", "payments.capture=1"]) { shop in
            let lost = await shop.call("payments/captures", key: "k")
            #expect(lost.failure?.effect == .unknown)
            let repeated = await shop.call("payments/captures", key: "k")
            #expect(repeated.output != nil)
        }
        #expect(try folder.lines("ledger.jsonl").count == 1)
    }

    @Test func `fails as often as it is told to while it runs`() async throws {
        try await ShopProcess.run(ledger: ledger) { shop in
            _ = await shop.call("control", #"{"fail":["payments.capture=1"]}"#)
            let refused = await shop.call("payments/captures")
            #expect(refused.failure?.code == .unavailable)
            let accepted = await shop.call("payments/captures")
            #expect(accepted.output != nil)
        }
    }

    @Test(arguments: [("before", 0), ("after", 1)])
    func `dies on one side of the effect`(side: String, effects: Int) async throws {
        try await ShopProcess.run(ledger: ledger, ["--die", "payments.capture=\(side)"]) { shop in
            let answer = await shop.call("payments/captures")
            #expect(answer.failure?.effect == .unknown)
        }
        #expect(try folder.lines("ledger.jsonl").count == effects)
    }
}

extension ShopProcess {
    fileprivate func call(
        _ path: String,
        _ input: String = #"{"order":"W-1"}"#,
        key: String = "k",
        undoes: String? = nil
    ) async -> HandlerAnswer {
        guard let input = try? JSON(parsing: input) else { return .success(.null) }
        return await HTTPHandler(HTTPBinding(url: BoundText("\(address)/\(path)"))).handle(
            .test(input: input, key: key, undoes: undoes)
        )
    }
}
