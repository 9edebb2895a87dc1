import Foundation

/// `+ - * / %` and negation of int, uint and double, and `+` of texts, bytes and lists. Overflow
/// and division by zero are errors. Decimals and times have their own files.
let arithmeticFunctions: [Function] = [
    Function(
        Expression.Operator.add.rawValue,
        sameNumbers + [
            Signature([.string, .string], .string), Signature([.bytes, .bytes], .bytes),
            Signature([.list(.a), .list(.a)], .list(.a)),
        ] + mixedDecimals + [
            Signature([.timestamp, .duration], .timestamp),
            Signature([.duration, .timestamp], .timestamp),
            Signature([.duration, .duration], .duration),
        ],
        .two(add)
    ),
    Function(
        Expression.Operator.subtract.rawValue,
        sameNumbers + mixedDecimals + [
            Signature([.timestamp, .timestamp], .duration),
            Signature([.timestamp, .duration], .timestamp),
            Signature([.duration, .duration], .duration),
        ],
        .two(subtract)
    ),
    Function(Expression.Operator.multiply.rawValue, sameNumbers + mixedDecimals, .two(multiply)),
    Function(Expression.Operator.divide.rawValue, sameNumbers + mixedDecimals, .two(divide)),
    Function(
        Expression.Operator.remainder.rawValue,
        [Signature([.int, .int], .int), Signature([.uint, .uint], .uint)],
        .two(remainder)
    ),
    Function(
        Expression.Operator.negate.rawValue,
        [
            Signature([.int], .int), Signature([.double], .double),
            Signature([.decimal], .decimal),
        ],
        .one(negate)
    ),
]

/// Two numbers of one kind give one of that kind.
private let sameNumbers: [Signature] = ([.int, .uint, .double, .decimal] as [ValueType]).map {
    Signature([$0, $0], $0)
}

/// A decimal with an int is a decimal.
private let mixedDecimals = [
    Signature([.decimal, .int], .decimal), Signature([.int, .decimal], .decimal),
]

@Sendable
func add(_ left: Value, _ right: Value, _ meter: inout Meter) throws(Failure) -> Value {
    switch (left, right) {
    case (.int(let left), .int(let right)):
        return .int(try exact(left.addingReportingOverflow(right)))
    case (.uint(let left), .uint(let right)):
        return .uint(try exact(left.addingReportingOverflow(right)))
    case (.double(let left), .double(let right)): return .double(left + right)
    case (.string(let left), .string(let right)):
        try meter.chargeTenths(left.utf8.count + right.utf8.count)
        return .string(left + right)
    case (.bytes(let left), .bytes(let right)):
        try meter.chargeTenths(left.count + right.count)
        return .bytes(left + right)
    case (.list(let left), .list(let right)):
        try meter.chargeElements(left.count + right.count)
        return .list(left + right)
    default:
        if let value = try decimals(.add, left, right) { return value }
        if let value = try timeSum(left, right) { return value }
        throw .noOverload("+", left, right)
    }
}

@Sendable
private func subtract(_ left: Value, _ right: Value, _ meter: inout Meter) throws(Failure) -> Value
{
    switch (left, right) {
    case (.int(let left), .int(let right)):
        return .int(try exact(left.subtractingReportingOverflow(right)))
    case (.uint(let left), .uint(let right)):
        return .uint(try exact(left.subtractingReportingOverflow(right)))
    case (.double(let left), .double(let right)): return .double(left - right)
    default:
        if let value = try decimals(.subtract, left, right) { return value }
        if let value = try timeDifference(left, right) { return value }
        throw .noOverload("-", left, right)
    }
}

@Sendable
private func multiply(_ left: Value, _ right: Value, _ meter: inout Meter) throws(Failure) -> Value
{
    switch (left, right) {
    case (.int(let left), .int(let right)):
        return .int(try exact(left.multipliedReportingOverflow(by: right)))
    case (.uint(let left), .uint(let right)):
        return .uint(try exact(left.multipliedReportingOverflow(by: right)))
    case (.double(let left), .double(let right)): return .double(left * right)
    default:
        if let value = try decimals(.multiply, left, right) { return value }
        throw .noOverload("*", left, right)
    }
}

@Sendable
private func divide(_ left: Value, _ right: Value, _ meter: inout Meter) throws(Failure) -> Value {
    switch (left, right) {
    case (.int(let left), .int(let right)):
        guard right != 0 else { throw Failure("division by zero") }
        return .int(try exact(left.dividedReportingOverflow(by: right)))
    case (.uint(let left), .uint(let right)):
        guard right != 0 else { throw Failure("division by zero") }
        return .uint(left / right)
    case (.double(let left), .double(let right)): return .double(left / right)
    default:
        if let value = try decimals(.divide, left, right) { return value }
        throw .noOverload("/", left, right)
    }
}

@Sendable
private func remainder(_ left: Value, _ right: Value, _ meter: inout Meter) throws(Failure) -> Value
{
    switch (left, right) {
    case (.int(let left), .int(let right)):
        guard right != 0 else { throw Failure("modulus by zero") }
        return .int(try exact(left.remainderReportingOverflow(dividingBy: right)))
    case (.uint(let left), .uint(let right)):
        guard right != 0 else { throw Failure("modulus by zero") }
        return .uint(left % right)
    default: throw .noOverload("%", left, right)
    }
}

@Sendable
private func negate(_ operand: Value, _ meter: inout Meter) throws(Failure) -> Value {
    switch operand {
    case .int(let int):
        return .int(try exact(Int64(0).subtractingReportingOverflow(int)))
    case .double(let double): return .double(-double)
    case .decimal(let decimal): return .decimal(-decimal)
    default: throw .noOverload("-", operand)
    }
}

/// The result of integer arithmetic, unless it overflowed.
func exact<T: FixedWidthInteger>(
    _ result: (partialValue: T, overflow: Bool)
) throws(Failure) -> T {
    guard !result.overflow else {
        throw Failure(T.isSigned ? "integer overflow" : "unsigned integer overflow")
    }
    return result.partialValue
}
