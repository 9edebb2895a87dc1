import Testing
import WaybillDiagnostics
import WaybillLint
import WaybillLoading

/// What lint says of the rules of a route is what trying every order finds.
@Suite struct RoutePropertyTests {
    @Test("Gaps, shadowed rules and constant conditions", arguments: 0..<20)
    func agreesWithTryingEveryOrder(decade: UInt64) {
        for seed in decade * 25..<(decade + 1) * 25 {
            let route = RandomRoute(seed: seed)
            let bare = findings(route.text(hasElse: false))
            #expect(
                bare.contains { $0.code == .routeNotExhaustive } == route.hasGap,
                "seed \(seed): \(route.text(hasElse: false))"
            )
            let findings = findings(route.text(hasElse: true))
            #expect(findings.filter { $0.severity == .error } == [], "seed \(seed)")
            #expect(
                rules(of: .shadowedRule, findings) == route.shadowed,
                "seed \(seed): \(route.text(hasElse: true))"
            )
            #expect(
                rules(of: .constantCondition, findings) == route.constant,
                "seed \(seed): \(route.text(hasElse: true))"
            )
        }
    }

    @Test func everyKindOfRouteOccurs() {
        let routes = (0..<500).map { RandomRoute(seed: $0) }
        #expect(routes.filter(\.hasGap).count > 50)
        #expect(routes.filter { !$0.hasGap }.count > 50)
        #expect(routes.filter { !$0.shadowed.isEmpty }.count > 50)
        #expect(routes.filter { !$0.constant.isEmpty }.count > 20)
    }

    private func findings(_ text: String) -> [Diagnostic] {
        Linter.check(path: "sort.yaml", reading: .memory(["sort.yaml": text]))
    }

    private func rules(of code: DiagnosticCode, _ findings: [Diagnostic]) -> [Int] {
        findings.filter { $0.code == code }.map { $0.span.start.line - RandomRoute.firstLine }
    }
}
