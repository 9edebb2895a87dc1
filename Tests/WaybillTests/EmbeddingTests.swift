import Foundation
import ProcessSupport
import Testing
import Waybill

@Suite(.timeLimit(.minutes(2))) struct EmbeddingTests {
    private let folder: TemporaryFolder
    private let bank = Bank()
    private let order = EmbeddingExample.Order(id: "1", card: "tok_visa", total: 91.40)

    init() throws { folder = try TemporaryFolder() }

    private func program() throws -> EmbeddingExample {
        let example = URL(filePath: #filePath).deletingLastPathComponent()
        return try EmbeddingExample(
            store: folder.file("orders.db"),
            workflow: example.appending(path: "Example/sell.yaml").path,
            bank: bank
        )
    }

    @Test func anOrderRunsThroughSwiftFunctions() async throws {
        let program = try program()
        async let end = program.run(order)
        try await program.orderIsPacked("1", by: "kim")

        #expect(try await end.status == .completed)
        #expect(try await end.outcome == "sold")
        #expect(try await end.output(as: EmbeddingExample.Sale.self).capture == "cap-1")
        #expect(await bank.effects == ["held 91.4 for 1", "took auth-1"])
    }

    @Test func anErrorOfAFunctionIsOneOfItsContract() async throws {
        var declined = order
        declined.card = "tok_declined"
        let end = try await program().run(declined)
        #expect(end.outcome == "declined")
        #expect(await bank.effects == [])
    }

    @Test func anOrderLeftUnfinishedGoesOnWithTheNextProgram() async throws {
        do {
            let first = try program()
            let run = Task { try await first.run(order) }
            while await bank.effects.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
            run.cancel()
            _ = await run.result
        }
        let second = try program()
        async let end = second.run(order)
        try await second.orderIsPacked("1", by: "kim")

        #expect(try await end.outcome == "sold")
        #expect(await bank.effects == ["held 91.4 for 1", "took auth-1"])
    }

    @Test func anOrderThatRanGivesItsEndAgain() async throws {
        for _ in 1...2 {
            let program = try program()
            async let end = program.run(order)
            try await program.orderIsPacked("1", by: "kim")
            #expect(try await end.outcome == "sold")
        }
        #expect(await bank.effects.count == 2)
    }

    @Test func aStoreHasOneProgramAtATime() throws {
        let first = try program()
        let refusal = #expect(throws: (any Error).self) { try program() }
        #expect("\(try #require(refusal))".contains("is in use by"))
        #expect(first.sell.name == "sell")
    }

    @Test func aWorkflowThatIsWrongIsRefusedWithItsMistakes() throws {
        let file = try folder.write("waybill: 1\nworkflow: sell\nsteps: []\n", to: "wrong.yaml")
        let mistake = #expect(throws: InvalidWorkflow.self) {
            try OrderWorkflow(contentsOf: file)
        }
        #expect(mistake?.diagnostics.isEmpty == false)
        #expect("\(try #require(mistake))".contains("wrong.yaml:"))
    }

    @Test func anEventWithOtherDataIsRefused() async throws {
        let program = try program()
        async let end = program.run(order)
        // Before the run awaits it, an event is kept, whatever its data.
        var refusal: (any Error)?
        while refusal == nil {
            do {
                try await program.engine.send("order.packed", source: "desk", data: ["order": "1"])
                try await Task.sleep(for: .milliseconds(10))
            } catch {
                refusal = error
            }
        }
        #expect(
            (refusal as? EventRefused)?.reason
                == "run sell-1 declares order.packed otherwise: data: `by` is missing"
        )
        try await program.orderIsPacked("1", by: "kim")
        #expect(try await end.outcome == "sold")
    }
}
