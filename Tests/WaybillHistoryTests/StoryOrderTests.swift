import CEL
import Testing
import WaybillDiagnostics
import WaybillInterpreter
import WaybillLoading
import WaybillModel

@testable import WaybillHistory

@Suite("When things happened, and what came first")
struct StoryOrderTests {
    private static func script(_ name: String, _ text: String) throws -> Script {
        let text = "waybill: 1\nworkflow: \(name)\n\(text)"
        let file = Loader.load(path: "it.yaml", reading: .memory(["it.yaml": text]))
        let workflow = try #require(file.workflow, "\(file.diagnostics.map(\.message))")
        return try Script(workflow, input: .object([JSON.Member("id", .string("7"))]))
    }

    private static func story(_ runs: Script...) -> [String] {
        let timelines = runs.map { Timeline(of: $0.events, workflow: $0.state.workflow) }
        return CorrelatedTimeline(of: "sell-7", timelines).entries
            .map { "\($0.run): \($0.entry.text)" }
    }

    @Test("the time of an attempt that is answered late is counted from when it was sent")
    func lateAnswer() throws {
        var run = try Script(try sellWorkflow(), input: .object([.init("id", .string("7"))]))
        run.wait(.seconds(15))
        try run.answer("charge", after: 0, #"{"receipt": "A-1"}"#, attempt: 1)
        let timeline = Timeline(of: run.events, workflow: run.state.workflow)
        let lines = try #require(timeline.entries.first { $0.kind == .call }).lines
        #expect(lines.last?.text == "attempt 1 succeeded after 15s")
    }

    private static let ask = """
        events: { asked: { external: true, data: {} }, told: { id: string } }
        input: { id: string }
        key: input.id
        steps:
          - { step: wait, await: told, match: { id: input.id }, timeout: 1h }
        """

    private static let tell = """
        events: { asked: { external: true, data: {} }, told: { id: string } }
        input: { id: string }
        key: input.id
        steps:
          - { step: wait, await: asked, where: "true", timeout: 1h }
          - { step: tell, emit: told, data: { id: "${ input.id }" }, compensate: none }
        """

    @Test("of what happens at one time, an event is told before those that it reaches go on")
    func events() throws {
        var asking = try Self.script("ask", Self.ask)
        var telling = try Self.script("tell", Self.tell)
        try telling.send("asked", id: "e-1", data: "{}")
        try asking.send(try #require(telling.published.first))
        let story = Self.story(asking, telling)
        let emitted = try #require(story.firstIndex { $0.hasPrefix("tell-7: emits told") })
        let received = try #require(story.firstIndex { $0.hasPrefix("ask-7: received told") })
        let ended = try #require(story.firstIndex { $0.hasPrefix("ask-7: completed") })
        #expect(emitted < received && received < ended, "\(story)")

        let timelines = [asking, telling].map {
            Timeline(of: $0.events, workflow: $0.state.workflow)
        }
        let text = CorrelatedTimeline(of: "sell-7", timelines).rendered(colour: false)
        let sent = try #require(text.firstRange(of: "emits told"))
        let come = try #require(text.firstRange(of: "received told"))
        #expect(sent.lowerBound < come.lowerBound, "\(text)")
    }

    @Test("so is one that a run sends to itself")
    func ownEvent() throws {
        var run = try Self.script(
            "both",
            """
            events: { told: { id: string } }
            input: { id: string }
            key: input.id
            steps:
              - step: both
                parallel:
                  one: [{ step: wait, await: told, match: { id: input.id }, timeout: 1h }]
                  two:
                    - { step: tell, emit: told, data: { id: "${ input.id }" }, compensate: none }
            """
        )
        try run.send(try #require(run.published.first))
        let story = Self.story(run)
        let emitted = try #require(story.firstIndex { $0.contains("emits told") })
        let received = try #require(story.firstIndex { $0.contains("received told") })
        #expect(emitted < received, "\(story)")
    }

    @Test("what is undone side by side is told in the order in which it is")
    func undoneSideBySide() throws {
        var run = try Self.script(
            "fill",
            """
            handlers:
              box.fill: { input: { id: string }, idempotency: natural, effect: filled }
              box.empty:
                input: { id: string }
                undoes: filled
                idempotency: natural
                safe_if_absent: true
                fences: true
            defaults: { timeout: 10s }
            input: { id: string }
            key: input.id
            steps:
              - step: both
                parallel:
                  one:
                    - step: a
                      call: box.fill
                      with: { id: a }
                      compensate: { call: box.empty, with: { id: a } }
                  two:
                    - step: b
                      call: box.fill
                      with: { id: b }
                      compensate: { call: box.empty, with: { id: b } }
              - { step: no, fail: torn }
            """
        )
        try run.answer("both.one/a")
        try run.answer("both.two/b")
        let timeline = Timeline(of: run.events, workflow: run.state.workflow)
        let told = try #require(timeline.entries.first { $0.kind == .compensation }).text
        #expect(told.hasPrefix("undoing both.two/b, both.one/a, because no failed with torn"))
        let begun = run.events.compactMap { recorded -> String? in
            if case .undoStarted(let path, _) = recorded.event { "\(path)" } else { nil }
        }
        #expect(begun == ["both.two/b", "both.one/a"])
    }
}
