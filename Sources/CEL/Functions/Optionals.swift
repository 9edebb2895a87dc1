import Foundation

/// Optional values: `optional.of`, `optional.none`, `orValue`, `hasValue`, …
let optionalFunctions: [Function] = [
    Function(
        "optional.of",
        [.a],
        .optional(.a),
        .one { (value, _) throws(Failure) in .optional(OptionalValue(value)) }
    ),
    Function(
        "optional.none",
        [],
        .optional(.a),
        .none { (_) throws(Failure) in .optional(OptionalValue(nil)) }
    ),
    Function(
        "optional.ofNonZeroValue",
        [.a],
        .optional(.a),
        .one { (value, _) throws(Failure) in
            .optional(OptionalValue(value.isZero ? nil : value))
        }
    ),
    Function(
        "optional.unwrap",
        [.list(.optional(.a))],
        .list(.a),
        .one(unwrap)
    ),
    Function("unwrapOpt", .member, [.list(.optional(.a))], .list(.a), .one(unwrap)),
    Function(
        "hasValue",
        .member,
        [.optional(.a)],
        .bool,
        .one { (value, _) throws(Failure) in
            guard case .optional(let optional) = value else { throw .noOverload("hasValue", value) }
            return .bool(optional.wrapped != nil)
        }
    ),
    Function(
        "value",
        .member,
        [.optional(.a)],
        .a,
        .one { (value, _) throws(Failure) in
            guard case .optional(let optional) = value else { throw .noOverload("value", value) }
            guard let wrapped = optional.wrapped else { throw Failure("the value is absent") }
            return wrapped
        }
    ),
]

/// The optional functions whose argument is evaluated only when it is needed: the planner knows
/// them by name.
let lazyOptionalFunctions: [Function] = [
    Function(
        "or",
        .member,
        [.optional(.a), .optional(.a)],
        .optional(.a),
        .two { (value, other, _) throws(Failure) in
            guard case .optional(let optional) = value else {
                throw .noOverload("or", value, other)
            }
            return optional.wrapped == nil ? other : value
        }
    ),
    Function(
        "orValue",
        .member,
        [.optional(.a), .a],
        .a,
        .two { (value, other, _) throws(Failure) in
            guard case .optional(let optional) = value else {
                throw .noOverload("orValue", value, other)
            }
            return optional.wrapped ?? other
        }
    ),
]

@Sendable
private func unwrap(_ value: Value, _ meter: inout Meter) throws(Failure) -> Value {
    guard case .list(let elements) = value else { throw .noOverload("optional.unwrap", value) }
    try meter.chargeElements(elements.count)
    return .list(
        elements.compactMap { element in
            if case .optional(let optional) = element { optional.wrapped } else { nil }
        }
    )
}

extension Value {
    /// Whether this is the zero of its type: 0, false, null, empty.
    fileprivate var isZero: Bool {
        switch self {
        case .null: true
        case .bool(let bool): !bool
        case .int(let int): int == 0
        case .uint(let uint): uint == 0
        case .double(let double): double == 0
        case .decimal(let decimal): decimal.isZero
        case .string(let text): text.isEmpty
        case .bytes(let bytes): bytes.isEmpty
        case .list(let elements): elements.isEmpty
        case .map(let map): map.count == 0
        case .duration(let duration): duration == .zero
        case .timestamp(let moment): moment.seconds == 0 && moment.nanoseconds == 0
        case .optional(let optional): optional.wrapped == nil
        case .record, .type: false
        }
    }
}
