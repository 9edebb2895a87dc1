import CEL
import Testing
import WaybillDiagnostics
import WaybillModel

@testable import WaybillLoading

/// Policies and the steps that decide by them.
@Suite struct PolicyTests {
    @Test func aPolicyIsKnownWithAllThatItLeavesOut() throws {
        let form = try form(
            """
            p: { promise: { mode: hard }, split: never, unfilled: { action: cancel, cost: 5.50 } }
            """
        )
        #expect(
            form == """
                {"minimize":"cost","reserve_below":0,"promise":{"mode":"hard"},"split":"never",\
                "hold":"never","unfilled":{"action":"cancel","cost":5.5},\
                "ties":["fewest_parcels","earliest_arrival","site_priority","site_id"],\
                "search":{"nodes":2000},"explain":{"alternatives":3}}
                """
        )
    }

    @Test func everyRuleIsReadAsItIsWritten() throws {
        let form = try form(
            """
            p:
              summary: not part of it
              minimize: distance
              reserve_below: 2
              promise: { mode: soft, late: 2.00 }
              split: { max_parcels: 3, penalty: 0.25 }
              hold: { max: 5d, only_if_saves: 4 }
              unfilled: { action: backorder, cost: 60.00 }
              ties: [lowest_cost, site_id]
              search: { nodes: 500 }
              explain: { alternatives: 0 }
            """
        )
        #expect(
            form == """
                {"minimize":"distance","reserve_below":2,"promise":{"mode":"soft","late":2},\
                "split":{"max_parcels":3,"penalty":0.25},\
                "hold":{"max":"5d","only_if_saves":4},\
                "unfilled":{"action":"backorder","cost":60},"ties":["lowest_cost","site_id"],\
                "search":{"nodes":500},"explain":{"alternatives":0}}
                """
        )
    }

    /// What follows a step that is wrong is checked as if it were right.
    @Test func aMistakeInADecisionBringsNoOtherOneAfterIt() throws {
        let text = """
            waybill: 1
            workflow: source
            types:
              Line: { sku: string, quantity: int }
              Site: { id: string, stock: map<int> }
              Zone: { per_parcel: decimal, transit_days: int }
              Service: { id: string, zones: "[Zone]" }
            input: { id: string, lines: "[Line]", sites: "[Site]", services: "[Service]" }
            key: input.id
            policies:
              p: { strategy: nearest, unfilled: { action: backorder } }
            steps:
              - step: plan
                allocate: p
                with: { order: { lines: "${ input.lines }" }, sites: "${ input.sites }", services: "${ input.services }" }
              - step: each
                for_each: steps.plan.parcels
                as: parcel
                collect: steps.one.y
                steps:
                  - { step: one, set: { y: "${ parcel.site }" } }
              - step: rounds
                repeat: 2
                until: steps.two.y
                steps:
                  - { step: two, set: { y: true } }
              - step: inner
                scope:
                  - { step: three, set: { y: 1 } }
                output: ${ steps.three.y }
            """
        let file = Loader.load(path: "a.yaml", reading: .memory(["a.yaml": text]))
        #expect(file.diagnostics.map(\.code.code) == ["WB0904"])
    }

    @Test(arguments: [
        ("nearest", "distance"), ("priority", "priority"), ("fewest_parcels", "parcels"),
    ])
    func aStrategyStandsForRules(strategy: String, aim: String) throws {
        let short = try policy("p: { strategy: \(strategy), unfilled: { action: fail } }")
        let long = try policy(
            """
            p:
              minimize: \(aim)
              promise: { mode: soft, late: 0 }
              split: { max_parcels: 10, penalty: 0 }
              hold: never
              unfilled: { action: fail }
            """
        )
        #expect(short.digest == long.digest)
        #expect(short.aim.rawValue == aim)
    }

    @Test func whatStandsBesideAStrategyOverridesIt() throws {
        let policy = try policy(
            """
            p:
              strategy: nearest
              minimize: cost
              promise: { mode: hard }
              split: never
              unfilled: { action: fail }
            """
        )
        #expect(policy.aim == .cost)
        #expect(policy.promise == .hard)
        #expect(policy.split == .never)
    }

    @Test func theDigestIsThatOfTheRules() throws {
        func digest(_ keep: String, _ summary: String = "", name: String = "p") throws -> String {
            let policy = try policy(
                "\(name): { strategy: nearest, keep: { a: \(keep) }, unfilled: { action: fail }\(summary) }"
            )
            return policy.digest.rawValue
        }
        let first = try digest("site.open")
        #expect(first.wholeMatch(of: #/sha256:[0-9a-f]{64}/#) != nil)
        #expect(try digest("site.open", ", summary: Near by", name: "q") == first)
        #expect(try digest("site.ready") != first)
    }

    @Test func aConstraintIsAboutTheSmallestThingThatItReads() throws {
        let allocate = try allocate(
            keep: """
                one: site.open
                two: order.lines.size() < 5
                three: service.air && site.open
                four: "!line.gift || service.air"
                """
        )
        #expect(allocate.constraints.map(\.id) == ["one", "two", "three", "four"])
        #expect(allocate.constraints.map(\.subject) == [.site, .site, .service, .line])
        for constraint in allocate.constraints {
            #expect(
                constraint.condition.environment.variables.map(\.name)
                    == AllocationConstraint.Variable.allCases.map(\.rawValue)
            )
        }
    }

    @Test func theDistanceOfASiteMayBeUnknown() throws {
        #expect(throws: Never.self) {
            _ = try allocate(keep: "near: site.?distance_km.orValue(0) <= 1500")
        }
        let findings = try load(workflow(keep: "near: site.distance_km <= 1500")).diagnostics
        #expect(findings.map(\.code) == [.maybeUndefined])
    }

    @Test func thePlanHasTheLinesOfTheOrder() throws {
        let text = workflow(
            keep: "open: site.open",
            after: """
                - step: read
                  set:
                    gift: ${ steps.source.parcels[0].lines[0].gift }
                    missing: ${ steps.source.unfilled.map(l, l.quantity).sum() }
                    late: ${ !steps.source.promise_met }
                """
        )
        let read = try #require(try graph(text).nodes.last)
        #expect("\(read.output)" == "{ gift: bool, missing: int, late: bool }")
    }

    @Test func aPolicyOfAUsedFileIsSeen() throws {
        let shared = """
            waybill: 1
            policies: { near: { strategy: nearest, unfilled: { action: fail } } }
            """
        let text = """
            waybill: 1
            workflow: sell
            use: [shared.yaml]
            steps:
              - step: source
                allocate: near
                with: { order: { lines: [] }, sites: [], services: [] }
            """
        let file = try load(text, files: ["shared.yaml": shared])
        #expect(file.diagnostics.map(\.summary) == [])
        #expect(file.policies.map(\.name) == ["near"])
        #expect(file.policies.map(\.isUsed) == [true])
        #expect(file.workflow != nil)
    }

    @Test func whatIsReadMayBeComputed() throws {
        let text = workflow(keep: "big: site.stock['TEA'] > 5").replacing(
            "sites: ${ input.sites }",
            with: #"sites: "${ input.sites.map(s, {'id': s.id, 'stock': s.stock}) }""#
        )
        #expect(try load(text).diagnostics.map(\.summary) == [])
    }

    @Test func whatIsNotKnownOfTheDataFitsEverywhere() throws {
        let text = """
            waybill: 1
            workflow: sell
            input: any
            policies:
              near: { strategy: nearest, keep: { a: site.x.y > 1 }, unfilled: { action: fail } }
            steps:
              - step: source
                allocate: near
                with: { order: "${ input.a }", sites: "${ input.b }", services: "${ input.c }" }
            """
        #expect(try load(text).diagnostics.map(\.summary) == [])
    }

    @Test func policiesAreReadWithoutAWorkflow() throws {
        let text = """
            waybill: 1
            policies:
              near: { strategy: nearest, keep: { a: site.open }, unfilled: { action: fail } }
              far: { strategy: nearest, keep: { a: site.open + }, unfilled: { action: fail } }
            """
        let file = DeclaredPolicies(path: "p.yaml", reading: .memory(["p.yaml": text]))
        #expect(file.names == ["near", "far"])
        #expect(file.policy("near")?.constraints.map(\.id) == ["a"])
        #expect(file.policy("far") == nil)
        #expect(file.errors.map(\.code) == [.celSyntax])
    }

    // MARK: Texts

    private func policy(_ text: String) throws -> AllocationPolicy {
        let file = "waybill: 1\npolicies:\n" + text.indented(by: 2)
        let read = DeclaredPolicies(path: "p.yaml", reading: .memory(["p.yaml": file]))
        #expect(read.errors.map(\.summary) == [])
        let name = try #require(read.names.first)
        return try #require(read.policy(name)).policy
    }

    private func form(_ text: String) throws -> String {
        try policy(text).form(keeping: []).description
    }

    /// A workflow whose policy has these constraints, with steps after the decision.
    private func workflow(keep: String, after: String = "") -> String {
        """
        waybill: 1
        workflow: sell
        types:
          Order: { lines: "[Line]" }
          Line: { sku: string, quantity: int, gift: bool }
          Site: { id: string, open: bool, stock: map<int> }
          Zone: { up_to_km: int, per_parcel: decimal, transit_days: int }
          Service: { id: string, air: bool, zones: "[Zone]" }
        input: { order: Order, sites: "[Site]", services: "[Service]" }
        policies:
          near:
            strategy: nearest
            unfilled: { action: fail }
            keep:
        \(keep.indented(by: 6))
        steps:
          - step: source
            allocate: near
            with:
              order: ${ input.order }
              sites: ${ input.sites }
              services: ${ input.services }
        \(after.indented(by: 2))
        """
    }

    private func allocate(keep: String) throws -> Allocate {
        let node = try #require(try graph(workflow(keep: keep)).nodes.first)
        guard case .allocate(let allocate) = node.action else {
            throw NotAnAllocate()
        }
        return allocate
    }

    private struct NotAnAllocate: Error {}
}

extension String {
    /// Each line so many spaces further in.
    fileprivate func indented(by spaces: Int) -> String {
        split(separator: "\n", omittingEmptySubsequences: false)
            .map { String(repeating: " ", count: spaces) + $0 }.joined(separator: "\n")
    }
}
