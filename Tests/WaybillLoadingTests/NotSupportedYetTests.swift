import Testing
import WaybillDiagnostics

@testable import WaybillLoading

/// What the language has and this version does not carry out is refused with one clear finding, and
/// nothing inside it is looked at.
@Suite struct NotSupportedYetTests {
    @Test(arguments: [
        "allocate: nearest\n    with: { order: bogus }"
    ])
    func refusesOnce(action: String) throws {
        let steps = "  - step: later\n    \(action)"
        #expect(try load(workflowText(steps: steps)).diagnostics.map(\.code) == [.notSupportedYet])
    }

    @Test(arguments: [
        "policies: { fast: { strategy: bogus } }"
    ])
    func refusesHeaderKeysOnce(header: String) throws {
        let text = workflowText(header: header, steps: "  - step: pause\n    wait: 5m")
        #expect(try load(text).diagnostics.map(\.code) == [.notSupportedYet])
    }

    @Test func namesThatLeadInsideAreLetBe() throws {
        let text = workflowText(
            steps: """
                  - step: other
                    allocate: other
                    with: { order: "${ input.id }" }
                  - step: split
                    route:
                      - when: steps.other.done
                        to: next
                    else: { to: next }
                """
        )
        #expect(try load(text).diagnostics.map(\.code) == [.notSupportedYet])
    }
}
