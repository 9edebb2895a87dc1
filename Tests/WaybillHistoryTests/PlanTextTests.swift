import CEL
import Foundation
import Testing
import WaybillDiagnostics
import WaybillInterpreter
import WaybillModel

@testable import WaybillHistory

@Suite("Plans in words")
struct PlanTextTests {
    private static let escape = "\u{1B}[31mr\ned"

    /// A plan that waits for goods, of which an odd site has the rest.
    private static func plan(
        saves: String = "5",
        proved: Bool = true,
        bound: String? = "17.5",
        why: String? = nil,
        parcels: Bool = true
    ) throws -> JSON {
        let parcel = """
            {"id": "p1", "site": \(JSON.string("A" + escape)), "service": "post",
             "ship_at": "2026-06-03T14:00:00Z", "arrive_by": "2026-06-04T21:59:59Z",
             "lines": [{"sku": \(JSON.string("T" + escape)), "quantity": 2}],
             "cost": {"parcel": 17.5, "handling": 0, "weight": 0, "picking": 0, "lateness": 0, "total": 17.5}}
            """
        return try JSON(
            parsing: """
                {"decision": "hold", "parcels": [\(parcels ? parcel : "")], "unfilled": [], "total": 17.5,
                 "promise_met": true, "proved": \(proved), "nodes": 4,
                 \(bound.map { "\"lower_bound\": \($0)," } ?? "")
                 "explain": {"rejected": [{"site": "B", "by": \(JSON.string("no" + escape))}],
                  "alternatives": [{"parcels": [], "total": 0, "delta": -17.5, "why": "without A by post"}],
                  "ties": [], "hold": {"saves": \(saves), "waits": "172800s"\(why.map { ", \"why\": \"\($0)\"" } ?? "")}}}
                """
        )
    }

    private static func policy(
        _ aim: AllocationPolicy.Aim = .cost,
        _ unfilled: AllocationPolicy.Unfilled = .fail
    ) -> AllocationPolicy {
        AllocationPolicy(
            name: "cheap",
            aim: aim,
            promise: .hard,
            split: .never,
            unfilled: unfilled,
            span: SourceText(name: "", text: "").whole
        )
    }

    private static let input = AllocationInput(
        order: .object([.init("lines", .array([.object([])]))]),
        sites: .array([.object([])]),
        services: .array([.object([])])
    )

    private static func report(_ plan: JSON, _ policy: AllocationPolicy = policy()) -> String {
        PlanReport(plan, of: policy, for: input).rendered(colour: false)
    }

    @Test(
        "what waiting brings",
        arguments: [
            ("5", nil, "waits 2d, which saves 5.00"),
            (
                "-5", "sends 2 units that would be left out",
                "waits 2d, which costs 5.00 more: sends 2 units that would be left out"
            ),
            ("0", "better by fewest_parcels", "waits 2d: better by fewest_parcels"),
            ("0.00", nil, "waits 2d"),
        ] as [(String, String?, String)]
    )
    func hold(saves: String, why: String?, text: String) throws {
        let plan = try Self.plan(saves: saves, why: why)
        #expect(Self.report(plan).hasSuffix("\nhold     \(text)\n"))
        #expect(PlanWords(plan).details.contains(text))
    }

    @Test("why units are left out is told beside them", arguments: ["limit", "dearer"])
    func leftOut(name: String) throws {
        let plan = try JSON(
            parsing: """
                {"decision": "unfilled", "parcels": [], "total": 4,
                 "unfilled": [{"sku": "TEA", "quantity": 2}],
                 "explain": {"\(name)": "sending all costs 3.40 more"}}
                """
        )
        let report = Self.report(plan, Self.policy(.cost, .cancel(cost: 2)))
        #expect(
            report.contains("2 × TEA: taken off the order; sending all costs 3.40 more\n")
        )
        #expect(
            PlanWords(plan).details.contains(
                "no parcel carries 2 × TEA; sending all costs 3.40 more"
            )
        )
    }

    @Test(
        "what is not proved has its bound, where there is one",
        arguments: [
            (
                "16.5", "not proved after 4 nodes; no decision costs less than 16.50",
                ": at least 16.50"
            ),
            (
                "17.5",
                "not proved after 4 nodes; none costs less, one that costs as much may be better",
                ": at least 17.50"
            ),
            (nil, "not proved after 4 nodes", ""),
        ] as [(String?, String, String)]
    )
    func bound(bound: String?, long: String, short: String) throws {
        let plan = try Self.plan(proved: false, bound: bound)
        #expect(Self.report(plan).contains("\nbest     \(long)\n"))
        #expect(PlanWords(plan).summary.hasSuffix("; 17.50 in all, not proved\(short)"))
    }

    @Test("an alternative that sends nothing says what becomes of the step")
    func nothingSent() throws {
        let plan = try Self.plan()
        #expect(Self.report(plan).contains("-17.50      0.00   nothing is sent: the step fails  "))
        let cancelled = Self.report(plan, Self.policy(.cost, .cancel(cost: 1)))
        #expect(cancelled.contains("-17.50      0.00   nothing is sent             "))
        #expect(
            PlanWords(plan).details.contains(
                "next best: nothing is sent, 17.50 less: without A by post"
            )
        )
    }

    @Test("a plan for what is sent already says so")
    func nothingToSend() throws {
        let plan = try Self.plan(parcels: false)
        #expect(
            Self.report(plan).contains(
                "there is nothing to send: no line has units that are not allocated already"
            )
        )
        #expect(PlanWords(plan).details.first == "there is nothing to send")
    }

    @Test("nothing that a terminal would obey is shown of ids")
    func controlCharacters() throws {
        let plan = try Self.plan()
        let words = PlanWords(plan)
        for text in [Self.report(plan), words.summary] + words.details {
            #expect(!text.contains("\u{1B}"))
            #expect(!text.contains("r\ned"))
        }
    }
}
