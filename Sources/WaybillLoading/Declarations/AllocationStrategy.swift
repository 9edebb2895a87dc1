import Foundation
import WaybillModel

/// A shorthand for the rules of a policy. What stands beside it in the policy overrides it.
enum AllocationStrategy: String, CaseIterable {
    case nearest
    case priority
    case fewestParcels = "fewest_parcels"

    var aim: AllocationPolicy.Aim {
        switch self {
        case .nearest: .distance
        case .priority: .priority
        case .fewestParcels: .parcels
        }
    }

    /// A late parcel is no worse than another: none of these aims looks at days.
    var promise: AllocationPolicy.Promise { .soft(late: 0) }

    var split: AllocationPolicy.Split { .upTo(parcels: 10, penalty: 0) }
}
