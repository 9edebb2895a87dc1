import Testing

@testable import WaybillHandlers

@Suite struct TraceContextTests {
    @Test func `has the form that the specification gives`() throws {
        let text = TraceContext(run: "run-1", key: "run-1/a").description
        #expect(text.wholeMatch(of: /00-[0-9a-f]{32}-[0-9a-f]{16}-01/) != nil)
    }

    @Test func `is the same trace for all calls of a run, and another span for each`() {
        let (a, b) = (parts(run: "r", key: "a"), parts(run: "r", key: "b"))
        #expect(a[1] == b[1])
        #expect(a[2] != b[2])
        #expect(parts(run: "s", key: "a")[1] != a[1])
        #expect(parts(run: "r", key: "a") == a)
    }

    private func parts(run: String, key: String) -> [Substring] {
        TraceContext(run: run, key: key).description.split(separator: "-")
    }
}
