import CEL
import Foundation
import Testing
import WaybillDiagnostics
import WaybillInterpreter
import WaybillModel

/// An allocation for tests to change: two units of tea to Berlin, from Hamburg or Munich.
struct Allocation {
    var order = """
        {"lines": [{"sku": "TEA-1", "quantity": 2, "weight_kg": 0.5}],
         "ship_to": {"location": {"latitude": 52.52, "longitude": 13.405},
                     "time_zone": "Europe/Berlin"},
         "promise_by": "2026-06-03T12:00:00+02:00"}
        """
    var sites = [
        """
        {"id": "HAM", "stock": {"TEA-1": 5}, "location": {"latitude": 53.55, "longitude": 9.99},
         "cut_off": "16:00", "time_zone": "Europe/Berlin", "handling": 1.10, "picking": 0.25}
        """,
        """
        {"id": "MUC", "stock": {"TEA-1": 5}, "location": {"latitude": 48.14, "longitude": 11.58},
         "cut_off": "16:00", "time_zone": "Europe/Berlin", "handling": 0.90, "picking": 0.25}
        """,
    ]
    var services = [
        """
        {"id": "post", "zones": [
          {"up_to_km": 300, "per_parcel": 3.90, "per_kg": 0.40, "transit_days": 1},
          {"up_to_km": 1000, "per_parcel": 4.90, "per_kg": 0.45, "transit_days": 2}]}
        """
    ]
    var allocated: String?
    var now = "2026-06-01T10:00:00+02:00"

    var aim = AllocationPolicy.Aim.cost
    var reserveBelow = 0
    var promise = AllocationPolicy.Promise.soft(late: 2)
    var split = AllocationPolicy.Split.upTo(parcels: 3, penalty: 3)
    var hold = AllocationPolicy.Hold.never
    var unfilled = AllocationPolicy.Unfilled.backorder(cost: 60)
    var ties: [AllocationPolicy.Tie] = [
        .fewestParcels, .earliestArrival, .sitePriority, .siteID,
    ]
    var nodes = 2_000
    var alternatives = 3
    /// Ids and expressions.
    var constraints: [(String, String)] = []

    var policy: AllocationPolicy {
        AllocationPolicy(
            name: "best",
            digest: "sha256:0",
            aim: aim,
            reserveBelow: reserveBelow,
            promise: promise,
            split: split,
            hold: hold,
            unfilled: unfilled,
            ties: ties,
            nodes: nodes,
            alternatives: alternatives,
            span: EmbeddedText("best").whole
        )
    }

    var input: AllocationInput {
        get throws {
            AllocationInput(
                order: try JSON(parsing: order),
                sites: try JSON(parsing: "[\(sites.joined(separator: ","))]"),
                services: try JSON(parsing: "[\(services.joined(separator: ","))]"),
                allocated: try allocated.map { try JSON(parsing: $0) }
            )
        }
    }

    var compiledConstraints: [AllocationConstraint] {
        get throws {
            let variables = AllocationConstraint.Variable.allCases
            let environment = Environment(
                variables: variables.map { .init($0.rawValue, .any) }
            )
            return try constraints.map { id, text in
                let program = try Program(text, in: environment, expecting: .bool)
                let reads = { program.variableIndices.contains(variables.firstIndex(of: $0) ?? 0) }
                return AllocationConstraint(
                    id: id,
                    subject: reads(.line) ? .line : reads(.service) ? .service : .site,
                    condition: program
                )
            }
        }
    }

    /// The plan; throws the step's error.
    func plan() throws -> JSON {
        try policy.plan(
            under: compiledConstraints,
            for: input,
            at: #require(Timestamp(rfc3339: now))
        )
    }

    /// What is wrong with what is given.
    func complaint() throws -> String {
        let error = try #require(throws: StepError.self) { _ = try plan() }
        #expect(error.effect == .none)
        return "\(error.code): \(error.message)"
    }
}

extension JSON {
    /// The value at a path such as `parcels.0.site`.
    subscript(at path: String) -> JSON? {
        path.split(separator: ".").reduce(self as JSON?) { value, part in
            if case .array(let elements)? = value, let index = Int(part) {
                return elements.indices.contains(index) ? elements[index] : nil
            }
            return value?[String(part)]
        }
    }

    func elements(at path: String) -> [JSON] {
        if case .array(let elements)? = self[at: path] { elements } else { [] }
    }

    func text(at path: String) -> String? {
        switch self[at: path] {
        case .string(let text)?: text
        case .number(let text)?: text
        default: nil
        }
    }

    func decimal(at path: String) -> Decimal? { text(at: path).flatMap { Decimal(string: $0) } }
}
