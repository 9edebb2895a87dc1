import Testing
import WaybillDiagnostics

@testable import WaybillLoading

/// A finding inside an expression underlines the very word, however YAML holds the expression.
@Suite struct PlaceTests {
    @Test(arguments: [
        "text: ${ bogus }",
        "text: \"${ bogus }\"",
        "text: \"\\u0024{ '\\u00e9' + bogus }\"",
        "text: '${ ''a'' + bogus }'",
        "text: ${ 'a'\n               + bogus }",
        "text: \"${ 'a'\n               + bogus }\"",
        "text: >\n           some text\n           ${ bogus }\n",
        "text: |\n           some text\n           ${ 'é' + bogus } and more\n",
        "text: >-\n           ${ 'a' +\n             bogus }\n",
        "text: an é before ${ bogus }",
    ])
    func pointsIntoTheScalar(value: String) throws {
        let steps = "  - step: note\n    set:\n      \(value)"
        let file = try load(workflowText(steps: steps))
        #expect(file.diagnostics.map(\.span.text) == ["bogus"])
        #expect(file.diagnostics.map(\.code) == [.undefinedName])
    }

    @Test(arguments: ["when: bogus", "when: \"bogus\"", "when: >\n      bogus", "when: ${ bogus }"])
    func pointsIntoBareExpressions(condition: String) throws {
        let steps = "  - step: pause\n    \(condition)\n    wait: 5m"
        let file = try load(workflowText(steps: steps))
        #expect(
            file.diagnostics.filter { $0.severity == .error }.map(\.span.text) == ["bogus"]
        )
    }
}
