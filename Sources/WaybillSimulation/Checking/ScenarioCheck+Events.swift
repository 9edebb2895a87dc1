import CEL
import WaybillDiagnostics
import WaybillInterpreter
import WaybillModel

extension ScenarioCheck {
    /// What is not as expected of the events that a run emitted, in their order.
    func check(
        _ expected: Expected<[ExpectedEvent]>,
        _ run: RunTrace
    ) throws(EvaluationError) -> [Mismatch] {
        var wanted: [WantedEvent] = []
        for event in expected.value {
            wanted.append(
                WantedEvent(
                    type: event.type,
                    subject: try event.subject?.json(input: run.state.input),
                    data: try event.data?.json(input: run.state.input)
                )
            )
        }
        // One that is as expected is named as the author names it.
        var next = 0
        let actual = run.emitted.map { event -> String in
            guard let index = wanted[next...].firstIndex(where: { $0.fits(event) }) else {
                return "\(event.type) \(event.data)"
            }
            next = index + 1
            return wanted[index].text
        }
        guard actual != wanted.map(\.text) else { return [] }
        let lines = ListDifference.lines(expected: wanted.map(\.text), actual: actual)
        return [Mismatch("emitted", at: expected.span, .lists(lines))]
    }
}

/// An event that is expected, with the values of what is said of it.
private struct WantedEvent {
    let type: EventType
    let subject: JSON?
    let data: JSON?

    func fits(_ event: CloudEvent) -> Bool {
        event.type == type && data?.matches(event.data) != false
            && subject.map { $0 == event.subject.map(JSON.string) ?? .null } != false
    }

    var text: String {
        [type.rawValue, subject.map { "about \($0)" }, data?.description].compactMap(\.self)
            .joined(separator: " ")
    }
}
