import CEL
import WaybillModel

/// The values of what constraints read, of the types that they were compiled for.
struct SubjectValues {
    private let order: Value?
    private let sites: [Value?]
    private let services: [Value?]
    private let lines: [Value?]
    private let siteNames: [String]
    private let serviceNames: [String]
    private let skus: [String]

    init(
        _ constraints: [AllocationConstraint],
        order: GivenValue,
        sites: [GivenSite],
        services: [GivenService],
        lines: [GivenOrder.Line]
    ) throws(StepError) {
        let types = Types(constraints)
        self.order = try types.value(of: order, as: .order)
        self.sites = try types.values(of: sites.map(\.withDistance), as: .site)
        self.services = try types.values(of: services.map(\.given), as: .service)
        self.lines = try types.values(of: lines.map(\.given), as: .line)
        siteNames = sites.map(\.id)
        serviceNames = services.map(\.id)
        skus = lines.map(\.sku)
    }

    /// In the order of the variables; `nil` for what is not read.
    func of(_ constraint: AllocationConstraint, site: Int, service: Int, line: Int) -> [Value?] {
        AllocationConstraint.Variable.allCases.map { variable in
            guard constraint.reads(variable) else { return nil }
            return switch variable {
            case .site: sites[site]
            case .service: services[service]
            case .line: lines[line]
            case .order: order
            }
        }
    }

    /// What a constraint is about, in words: `site BER, service road`.
    func name(of constraint: AllocationConstraint, site: Int, service: Int, line: Int) -> String {
        let parts = AllocationConstraint.Variable.allCases.compactMap { variable -> String? in
            guard constraint.reads(variable) else { return nil }
            return switch variable {
            case .site: "site \(siteNames[site])"
            case .service: "service \(serviceNames[service])"
            case .line: "the line of \(skus[line])"
            case .order: nil
            }
        }
        return parts.isEmpty ? "the order" : parts.joined(separator: ", ")
    }
}

/// The types of what is read; a variable that no constraint reads has none. All constraints of a step
/// are compiled in one environment.
private struct Types {
    private let types: [AllocationConstraint.Variable: ValueType]

    init(_ constraints: [AllocationConstraint]) {
        var types: [AllocationConstraint.Variable: ValueType] = [:]
        for constraint in constraints {
            for variable in AllocationConstraint.Variable.allCases where constraint.reads(variable)
            {
                types[variable] = constraint.condition.environment.variables[variable.slot].type
            }
        }
        self.types = types
    }

    func value(of given: GivenValue, as variable: AllocationConstraint.Variable)
        throws(StepError) -> Value?
    {
        guard let type = types[variable] else { return nil }
        return try given.read(as: type)
    }

    func values(of given: [GivenValue], as variable: AllocationConstraint.Variable)
        throws(StepError) -> [Value?]
    {
        var values: [Value?] = []
        for value in given { values.append(try self.value(of: value, as: variable)) }
        return values
    }
}

extension GivenSite {
    /// As it is given, with its distance to the customer in whole kilometres, rounded up.
    fileprivate var withDistance: GivenValue {
        let distance = metres.map { JSON.number(String(($0 + 999) / 1_000)) }
        return given.with("distance_km", distance)
    }
}
