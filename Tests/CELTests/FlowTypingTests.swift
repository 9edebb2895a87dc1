import CEL
import Testing
import WaybillDiagnostics

/// After a condition that asks whether a field is there, it is read plainly.
@Suite("Flow typing")
struct FlowTypingTests {
    @Test(
        "takes a field for present where a condition says so",
        arguments: [
            ("has(input.promise_by) && input.promise_by > now", ValueType.bool),
            ("has(input.promise_by) ? input.promise_by : now", .timestamp),
            ("!has(input.promise_by) || input.promise_by > now", .bool),
            ("!has(input.promise_by) ? now : input.promise_by", .timestamp),
            ("has(steps.review) && steps.review.approved", .bool),
            ("has(steps.review) && input.count > 2 && steps.review.approved", .bool),
            ("input.count > 2 && (has(steps.review) && true) && steps.review.approved", .bool),
            ("!(!has(steps.review) || input.count > 2) && steps.review.approved", .bool),
            ("has(steps.?review.note) ? steps.review.note : ''", .string),
            ("has(steps.review) && has(steps.review.note) ? steps.review.note : ''", .string),
            ("has(steps.?review.note) && steps.review.approved", .bool),
            ("steps.?review.hasValue() ? steps.review.approved : false", .bool),
            ("steps.?review.note.hasValue() ? steps.review.note : ''", .string),
            ("(has(steps.review) || has(steps.?review.note)) && steps.review.approved", .bool),
            (
                "has(steps.review) ? (has(input.promise_by) ? steps.review.approved : true) : true",
                .bool
            ),
            ("[input].map(o, has(o.promise_by), o.promise_by)", .list(.timestamp)),
            (
                "[[input]].all(l, !has(l[0].promise_by) || l[0].promise_by > now)",
                .bool
            ),
            (
                "[{'a': input}].all(m, !has(m['a'].promise_by) || m['a'].promise_by > now)",
                .bool
            ),
            ("[input].all(o, !has(o.promise_by) || o.promise_by > now)", .bool),
            (
                "[input].exists(o, has(input.promise_by) && [1].all(p, input.promise_by > now))",
                .bool
            ),
        ]
    )
    func present(text: String, type: ValueType) throws {
        let compilation = OrderEnvironment.compile(text)
        #expect(compilation.diagnostics.map(\.message) == [])
        let program = try #require(compilation.program)
        #expect(program.type == type)
        for steps in Self.steps {
            for promise in [nil, Timestamp(rfc3339: "2026-07-01T00:00:00Z")] {
                var values = try OrderEnvironment.values(steps: steps)
                values[0] = order(promisedBy: promise, values[0])
                // What is read plainly is there, so that no evaluation fails.
                #expect(throws: Never.self) { try program.evaluate(values) }
            }
        }
    }

    @Test(
        "does not, where none does",
        arguments: [
            ("input.promise_by > now && has(input.promise_by)", "input.promise_by"),
            ("has(input.promise_by) || input.promise_by > now", "input.promise_by"),
            ("has(input.promise_by) ? now : input.promise_by", "input.promise_by"),
            ("!has(input.promise_by) && input.promise_by > now", "input.promise_by"),
            (
                "(has(input.promise_by) || input.count > 2) && input.promise_by > now",
                "input.promise_by"
            ),
            ("has(input.promise_by) && input.ship_to.region == ''", "input.ship_to.region"),
            ("has(steps.review) && steps.review.note == ''", "steps.review.note"),
            ("has(steps.review.note) && true", "steps.review"),
            ("(has(steps.review) && true) == steps.review.approved", "steps.review"),
            ("has(steps.review) == true && steps.review.approved", "steps.review"),
            ("[has(steps.review), steps.review.approved]", "steps.review"),
            ("[input].all(o, has(o.promise_by)) && input.promise_by > now", "input.promise_by"),
            (
                "[input].all(o, has(o.promise_by)) && [input].all(o, o.promise_by > now)",
                "o.promise_by"
            ),
            ("[input].filter(o, has(o.promise_by)).all(o, o.promise_by > now)", "o.promise_by"),
            (
                "has(input.promise_by) && [input].all(input, input.promise_by > now)",
                "input.promise_by"
            ),
            (
                "[[input]].all(l, has(l[0].promise_by) && l[1].promise_by > now)",
                "l[1].promise_by"
            ),
            (
                "[[input]].all(l, has(l[size(l)].promise_by) && l[size(l)].promise_by > now)",
                "l[size(l)].promise_by"
            ),
        ]
    )
    func absent(text: String, underlined: String) {
        let findings = OrderEnvironment.compile(text).diagnostics
        #expect(findings.map(\.span.text) == [underlined])
    }

    @Test(
        "tells who compares with null how to ask, once",
        arguments: [
            ("input.promise_by != null && input.promise_by > now", "write `has(input.promise_by)`"),
            (
                "null == input.promise_by || input.promise_by > now",
                "write `!has(input.promise_by)`"
            ),
            ("steps.review != null ? steps.review.approved : true", "write `has(steps.review)`"),
        ]
    )
    func null(text: String, help: String) {
        let findings = OrderEnvironment.compile(text).diagnostics
        #expect(findings.map(\.help) == [[help]])
    }

    private static let steps = [
        #"{"screen": {"risk": 10}}"#, #"{"screen": {"risk": 10}, "review": {"approved": true}}"#,
        #"{"screen": {"risk": 10}, "review": {"approved": true, "note": "x"}}"#,
    ]

    private func order(promisedBy promise: Timestamp?, _ value: Value?) -> Value? {
        guard case .record(let order) = value, let slot = order.type.slot(of: "promise_by") else {
            return value
        }
        var slots = order.slots
        slots[slot] = promise.map { .timestamp($0) }
        return .record(RecordValue(order.type, slots: slots))
    }
}
