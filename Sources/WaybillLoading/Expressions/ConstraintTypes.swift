import CEL
import WaybillModel

/// The types of what the constraints of a policy see.
struct ConstraintTypes {
    let site: ValueType
    let service: ValueType
    let line: ValueType
    let order: ValueType

    /// Of data that is not known: every field may be read.
    static let unknown = ConstraintTypes(site: .any, service: .any, line: .any, order: .any)

    private init(site: ValueType, service: ValueType, line: ValueType, order: ValueType) {
        self.site = site
        self.service = service
        self.line = line
        self.order = order
    }

    /// Those of a step that is given an order, a list of sites and a list of services.
    init(order: ValueType, sites: ValueType, services: ValueType) {
        self.init(
            site: Self.withDistance(sites.element),
            service: services.element,
            line: order.field("lines").element,
            order: order
        )
    }

    var variables: [Environment.Variable] {
        AllocationConstraint.Variable.allCases.map { variable in
            let type =
                switch variable {
                case .site: site
                case .service: service
                case .line: line
                case .order: order
                }
            return Environment.Variable(variable.rawValue, type)
        }
    }

    private static func withDistance(_ site: ValueType) -> ValueType {
        guard case .record(let record) = site else { return site }
        let given = record.fields.filter { $0.name != distance.name }
        return .record(RecordType(name: record.name, fields: given + [distance]))
    }

    private static let distance = RecordType.Field(
        "distance_km",
        .optional(.int),
        absence: "the distance is not known where the site or the order has no `location`"
    )
}

extension ValueType {
    /// The type of a list's elements, as far as it is known.
    fileprivate var element: ValueType {
        if case .list(let element) = self { element } else { .any }
    }

    /// The type of a record's field, as far as it is known.
    fileprivate func field(_ name: String) -> ValueType {
        if case .record(let record) = self { record.type(of: name) ?? .any } else { .any }
    }
}
