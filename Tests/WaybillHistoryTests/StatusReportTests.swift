import CEL
import TestSupport
import Testing
import WaybillInterpreter
import WaybillJournal
import WaybillModel

@testable import WaybillHistory

@Suite("Where a run stands")
struct StatusReportTests {
    /// The scripts, by the names of their golden files.
    static let standings: [(name: String, script: @Sendable () throws -> Script)] = [
        ("fulfilled", { try .fulfilled() }),
        ("undone", { try .undone() }),
        ("retrying", { try .retrying() }),
        ("awaiting", { try .awaiting() }),
        ("graced", { try .graced() }),
        ("sourced", { try .sourced() }),
        ("unfilled", { try .unfilled() }),
        ("undecided", { try .undecided() }),
        ("locked", { try .locked() }),
        ("let_in", { try .letIn() }),
        ("untold", { try .untold() }),
        ("unsettled", { try .unsettled() }),
        ("parked", { try .parked() }),
        ("in_doubt", { try .inDoubt() }),
        ("undo_parked", { try .undoParked() }),
        ("undo_skipped", { try .undoSkipped() }),
        ("cancelled", { try .cancelled() }),
        ("shipping", { try .shipping() }),
        ("shipping_undone", { try .shippingUndone() }),
        ("shipping_left", { try .shippingLeft() }),
        ("child", { try .child() }),
    ]

    @Test("for people", arguments: standings.map(\.name))
    func text(name: String) throws {
        let run = try script(name)
        let text = try report(run).rendered(asOf: run.now.advanced(by: .seconds(2)), colour: false)
        expectGolden(text, named: "\(name).status")
    }

    @Test(
        "for programs",
        arguments: [
            "awaiting", "sourced", "undecided", "locked", "let_in", "untold", "retrying", "parked",
            "undo_skipped", "shipping", "child",
        ]
    )
    func json(name: String) throws {
        let json = try report(try script(name)).json.prettyPrinted
        expectGolden(json + "\n", named: "\(name).status.json")
    }

    @Test("the commands name the store when it is not the usual one, quoted for a shell")
    func store() throws {
        let run = try Script.parked()
        let report = try report(run, store: "it's here.db")
        let lines = report.parked.flatMap(\.commands).map(\.line)
        #expect(lines.first == #"waybill retry sell-7 send --store 'it'\''s here.db'"#)
        #expect(lines.allSatisfy { $0.hasSuffix(#"--store 'it'\''s here.db'"#) })
    }

    @Test("a run that is being undone, or parked so, tells the error that it is undone for")
    func errorOfUndoing() throws {
        #expect(try report(try .undoParked()).failure?.code == .timeout)
        #expect(try report(try .shippingUndone()).failure?.code == "authorization_expired")
        #expect(try report(try .shipping()).failure == nil)
        #expect(try report(try .parked()).failure == nil, "after the pivot nothing is undone")
        #expect(try report(try .undoSkipped()).failure == nil, "its end tells the error")
    }

    @Test("a request to cancel that waits for its moment is told")
    func pendingCancel() throws {
        var run = try Script(try sellWorkflow(), input: .object([.init("id", .string("7"))]))
        try run.answer("charge", #"{"receipt": "A-1"}"#)
        try run.answer("pack/box")
        try run.answer("pack/seal")
        run.wait(.seconds(60))
        try run.ask(.cancel(reason: "bought elsewhere"))
        let report = try report(run)
        let text = report.rendered(asOf: run.now, colour: false, width: 200)
        #expect(text.contains("requested: bought elsewhere; carried out once it is known that "))
        #expect(
            report.json["cancel_requested"]?["reason"] == .string("bought elsewhere")
        )
        #expect(try self.report(try Script.cancelled()).json["cancel_requested"] == nil)
    }

    @Test("colour changes nothing but colour")
    func colour() throws {
        let run = try Script.undoParked()
        let report = try report(run)
        let escape = try Regex("\u{1B}\\[[0-9;]*m")
        let coloured = report.rendered(asOf: run.now, colour: true)
        #expect(coloured.contains(escape))
        #expect(
            coloured.replacing(escape, with: "") == report.rendered(asOf: run.now, colour: false)
        )
    }

    private func script(_ name: String) throws -> Script {
        try #require(Self.standings.first { $0.name == name }).script()
    }

    private func report(_ run: Script, store: String? = nil) throws -> StatusReport {
        var holders = LockHolders()
        holders.note(try Script.locking().state)
        return StatusReport(
            of: run.record,
            events: run.events,
            workflow: run.state.workflow,
            holders: holders,
            childStatus: { _ in run.state.status == .compensating ? .compensating : .waiting },
            store: store
        )
    }
}
