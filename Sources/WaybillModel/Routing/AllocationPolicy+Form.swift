package import CEL
import Foundation

extension AllocationPolicy {
    /// The policy as it is written with nothing left out, but for its name and summary: members in
    /// one order, `keep` in the order of the file. `constraints` are ids with the text of their
    /// conditions.
    package func form(keeping constraints: [(id: String, text: String)]) -> JSON {
        var members: [JSON.Member] = []
        if !constraints.isEmpty {
            let keep = constraints.map { JSON.Member($0.id, .string($0.text)) }
            members.append(.init("keep", .object(keep)))
        }
        members += [
            .init("minimize", .string(aim.rawValue)),
            .init("reserve_below", .number("\(reserveBelow)")),
            .init("promise", promise.form),
            .init("split", split.form),
            .init("hold", hold.form),
            .init("unfilled", unfilled.form),
            .init("ties", .array(ties.map { .string($0.rawValue) })),
            .init("search", .object([.init("nodes", .number("\(nodes)"))])),
            .init("explain", .object([.init("alternatives", .number("\(alternatives)"))])),
        ]
        return .object(members)
    }
}

extension AllocationPolicy.Promise {
    fileprivate var form: JSON {
        switch self {
        case .hard: .object([.init("mode", .string("hard"))])
        case .soft(let late): .object([.init("mode", .string("soft")), .init("late", late.form)])
        }
    }
}

extension AllocationPolicy.Split {
    fileprivate var form: JSON {
        switch self {
        case .never: .string("never")
        case .upTo(let parcels, let penalty):
            .object([
                .init("max_parcels", .number("\(parcels)")), .init("penalty", penalty.form),
            ])
        }
    }
}

extension AllocationPolicy.Hold {
    fileprivate var form: JSON {
        switch self {
        case .never: .string("never")
        case .upTo(let longest, let saving):
            .object([
                .init("max", .string(longest.text)), .init("only_if_saves", saving.form),
            ])
        }
    }
}

extension AllocationPolicy.Unfilled {
    fileprivate var form: JSON {
        func action(_ name: String, _ cost: Decimal?) -> JSON {
            let price = cost.map { [JSON.Member("cost", $0.form)] } ?? []
            return .object([.init("action", .string(name))] + price)
        }
        return switch self {
        case .backorder(let cost): action("backorder", cost)
        case .cancel(let cost): action("cancel", cost)
        case .fail: action("fail", nil)
        }
    }
}

extension Decimal {
    fileprivate var form: JSON { .number("\(self)") }
}
