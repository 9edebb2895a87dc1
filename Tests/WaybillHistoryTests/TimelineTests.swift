import CEL
import TestSupport
import Testing
import WaybillInterpreter
import WaybillModel

@testable import WaybillHistory

@Suite("The story of a run")
struct TimelineTests {
    /// The scripts, by the names of their golden files.
    static let stories: [(name: String, script: @Sendable () throws -> Script)] = [
        ("fulfilled", { try .fulfilled() }),
        ("declined", { try .declined() }),
        ("undone", { try .undone() }),
        ("resumed", { try .resumed() }),
        ("approved", { try .approved() }),
        ("sourced", { try .sourced() }),
        ("let_in", { try .letIn() }),
        ("told", { try .told() }),
        ("parked", { try .parked() }),
        ("resolved", { try .resolved() }),
        ("in_doubt", { try .inDoubt() }),
        ("undo_parked", { try .undoParked() }),
        ("undo_retried", { try .undoRetried() }),
        ("undo_skipped", { try .undoSkipped() }),
        ("settled", { try .settled() }),
        ("cancelled", { try .cancelled() }),
        ("paid", { try .paid() }),
        ("taken_back", { try .takenBack() }),
        ("door_sold", { try .doorSold() }),
        ("door_undone", { try .doorUndone() }),
        ("shipping_left", { try .shippingLeft() }),
        ("child", { try .child() }),
    ]

    @Test("it reads as a story", arguments: stories.map(\.name))
    func story(name: String) throws {
        expectGolden(try timeline(name).rendered(colour: false), named: "\(name).history")
    }

    @Test("programs read the same story as JSON")
    func json() throws {
        expectGolden(try timeline("undone").json.prettyPrinted + "\n", named: "undone.history.json")
    }

    @Test("no line is wider than the terminal", arguments: stories.map(\.name), [72, 100, 140])
    func width(name: String, width: Int) throws {
        let text = try timeline(name).rendered(colour: false, width: width)
        for line in text.split(separator: "\n").dropFirst() { #expect(line.count <= width) }
    }

    @Test("colour changes nothing but colour")
    func colour() throws {
        let timeline = try timeline("undone")
        let escape = try Regex("\u{1B}\\[[0-9;]*m")
        let coloured = timeline.rendered(colour: true)
        #expect(coloured.contains(escape))
        #expect(coloured.replacing(escape, with: "") == timeline.rendered(colour: false))
    }

    @Test("a text from outside cannot speak to the terminal")
    func hostileText() throws {
        var run = try Script("fulfil_order", "orders/good.json")
        try run.fail("screen", "rejected_input", "\u{1B}[2J\nsteps \u{202E}lla")
        let timeline = Timeline(of: run.events, workflow: run.state.workflow)
        let text = timeline.rendered(colour: false)
        #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
        #expect(text.contains("rejected_input: \u{FFFD}[2J steps \u{FFFD}lla"))
    }

    @Test("of very many attempts the first and the last are shown, and all are in the JSON")
    func manyAttempts() throws {
        var run = try Script("fulfil_order", "orders/good.json")
        try run.answer("screen", #"{"risk": 12}"#)
        try run.answer("authorize", #"{"authorization": "A-1"}"#)
        try run.source()
        try run.answer("capture", #"{"capture": "C-1"}"#)
        run.wait(.seconds(3_600))
        let timeline = Timeline(of: run.events, workflow: run.state.workflow)
        let lines = try #require(timeline.entries.last { $0.kind == .call }).lines
        #expect(lines.count == 20)
        let text = timeline.rendered(colour: false)
        #expect(text.contains("… 8 more …"))
        #expect(text.contains("attempt 20 got no answer") && !text.contains("attempt 10 got no"))
    }

    @Test("a cancel that comes after the pivot took effect is told to have come too late")
    func cancelledTooLate() throws {
        var run = try Script(try sellWorkflow(), input: .object([.init("id", .string("7"))]))
        try run.answer("charge", #"{"receipt": "A-1"}"#)
        try run.answer("pack/box")
        try run.answer("pack/seal")
        try run.ask(.cancel(reason: "bought elsewhere"))
        try run.answer("commit")
        try run.answer("send", #"{"tracking": "JD014", "parcels": 1}"#)
        let timeline = Timeline(of: run.events, workflow: run.state.workflow)
        let end = try #require(timeline.entries.last { $0.kind == .end })
        #expect(end.text.contains("completed: sold after 60ms, the cancel came too late"))
    }

    @Test("a call that succeeded stays so when a later attempt of it is never answered")
    func answeredLate() throws {
        var run = try Script(try sellWorkflow(), input: .object([.init("id", .string("7"))]))
        run.wait(.seconds(11))
        try run.answer("charge", #"{"receipt": "A-1"}"#, attempt: 1)
        run.wait(.seconds(10))
        let timeline = Timeline(of: run.events, workflow: run.state.workflow)
        let charge = try #require(timeline.entries.first { $0.kind == .call })
        #expect(charge.result == .succeeded)
        #expect(charge.lines.last?.text.contains("attempt 2 got no answer") == true)
        #expect(!timeline.rendered(colour: false).contains("failed while"))
    }

    @Test("all runs of an order read as one story")
    func correlated() throws {
        let timelines = try [Script.paid(), Script.parcelSent()].map { run in
            Timeline(of: run.events, workflow: run.state.workflow)
        }
        let story = CorrelatedTimeline(of: "place_order-W-100071", timelines)
        expectGolden(story.rendered(colour: false), named: "paid_and_shipped.history")
        expectGolden(story.json.prettyPrinted + "\n", named: "paid_and_shipped.history.json")
        for line in story.rendered(colour: false, width: 100).split(separator: "\n").dropFirst(3) {
            #expect(line.count <= 100)
        }
    }

    @Test("what waited for another run is told after what that run did")
    func answered() throws {
        var paid = try Script.paid()
        paid.wait(.milliseconds(24))
        try paid.send(
            "parcel.shipped",
            id: "e-1",
            data: #"{"order_id": "W-100071", "tracking": "JD014"}"#
        )
        let timelines = try [paid, Script.parcelSent()].map { run in
            Timeline(of: run.events, workflow: run.state.workflow)
        }
        let story = CorrelatedTimeline(of: "place_order-W-100071", timelines)
        #expect(story.entries.map(\.time) == story.entries.map(\.time).sorted())
        let received = try #require(story.entries.firstIndex { $0.entry.kind == .await })
        let sent = try #require(story.entries.lastIndex { $0.run == "ship_parcel-W-100071" })
        #expect(sent < received)
        #expect(story.entries[received].entry.text.contains("received parcel.shipped"))
    }

    @Test("what was undone before is not said to be undone once more")
    func undoneBefore() throws {
        var run = try Script(
            try scopeThatFailsWorkflow(),
            input: .object([JSON.Member("id", .string("7"))])
        )
        try run.answer("pack/box")
        try run.answer("pack/box/undo")
        let timeline = Timeline(of: run.events, workflow: run.state.workflow)
        let told = timeline.entries.filter { $0.kind == .compensation }.map(\.text)
        #expect(
            told == [
                "undoing pack/box, because pack/no failed with torn: raised by the workflow",
                "everything in it is undone",
                "nothing has to be undone (the outcome gone says undo)",
            ]
        )
    }

    @Test(
        "a decision that failed is told once, with the rule that caught it",
        arguments: ["plan", "source"]
    )
    func caughtDecision(caughtBy step: String) throws {
        let workflow = try unfillableWorkflow(caughtBy: step)
        let run = try Script(workflow, input: .object([.init("id", .string("7"))]))
        let entries = Timeline(of: run.events, workflow: workflow).entries
        #expect(entries.count { $0.kind == .fail } == 1)
        let caught = entries.filter { $0.result == .caught }
        #expect(caught.count == 1)
        let place = step == "plan" ? "source@1/plan" : "source"
        #expect(caught.first?.path.map { "\($0)" } == place)
        let rule = try #require(caught.first?.lines.last?.text)
        #expect(rule.hasPrefix("caught by its rule for unfilled: "))
    }

    @Test("a run without events has nothing to tell")
    func nothing() throws {
        let timeline = Timeline(of: [], workflow: try sellWorkflow())
        #expect(timeline.entries.isEmpty)
    }

    private func timeline(_ name: String) throws -> Timeline {
        let run = try #require(Self.stories.first { $0.name == name }).script()
        return Timeline(of: run.events, workflow: run.state.workflow)
    }
}
