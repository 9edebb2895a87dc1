import Foundation

/// Exact decimal numbers: conversion, arithmetic and rounding. A result is exact where 38 digits
/// hold it, and else rounded to 38 digits, half to even; one that is out of range is an error.
let decimalFunctions: [Function] = [
    Function(
        "decimal",
        Signature.each([.string, .int, .uint, .double, .decimal], giving: .decimal),
        .one(toDecimal)
    ),
    Function(
        "round",
        [.decimal, .int],
        .decimal,
        .two { (value, digits, _) throws(Failure) in
            try round(value, digits, .string("half_even"))
        }
    ),
    Function(
        "round",
        [.decimal, .int, .string],
        .decimal,
        .three { (value, digits, mode, _) throws(Failure) in try round(value, digits, mode) }
    ),
    Function(
        "round",
        .member,
        [.decimal, .int],
        .decimal,
        .two { (value, digits, _) throws(Failure) in
            try round(value, digits, .string("half_even"))
        }
    ),
    Function(
        "round",
        .member,
        [.decimal, .int, .string],
        .decimal,
        .three { (value, digits, mode, _) throws(Failure) in try round(value, digits, mode) }
    ),
]

/// The arithmetic that decimals have.
enum DecimalOperation {
    case add
    case subtract
    case multiply
    case divide
}

/// The result when one operand is a decimal and the other a decimal or an integer; else `nil`.
func decimals(
    _ operation: DecimalOperation,
    _ left: Value,
    _ right: Value
) throws(Failure) -> Value? {
    switch (left, right) {
    case (.decimal(let left), .decimal(let right)): try compute(operation, left, right)
    case (.decimal(let left), .int(let right)): try compute(operation, left, Decimal(right))
    case (.int(let left), .decimal(let right)): try compute(operation, Decimal(left), right)
    default: nil
    }
}

private func compute(
    _ operation: DecimalOperation,
    _ left: Decimal,
    _ right: Decimal
) throws(Failure) -> Value {
    if operation == .divide, right.isZero { throw Failure("division by zero") }
    if let result = computeShort(operation, left, right) { return .decimal(result) }
    let (one, other) = (ExactDecimal(left), ExactDecimal(right))
    let result =
        switch operation {
        case .add: one + other
        case .subtract: one + -other
        case .multiply: one * other
        case .divide: one / other
        }
    return .decimal(try result.decimal())
}

/// What Foundation computes exactly, as money nearly always is: numbers of few digits that lie near
/// each other; `nil` of others.
private func computeShort(
    _ operation: DecimalOperation,
    _ left: Decimal,
    _ right: Decimal
) -> Decimal? {
    guard isShort(left), isShort(right), abs(left.exponent - right.exponent) <= shortExponents
    else { return nil }
    return switch operation {
    case .add: left + right
    case .subtract: left - right
    case .multiply: left * right
    case .divide: nil
    }
}

private func isShort(_ decimal: Decimal) -> Bool {
    abs(decimal.exponent) <= shortExponents && decimal.significand.magnitude <= longestShort
}

private let shortExponents = 18
private let longestShort = Decimal(1_000_000_000_000_000_000)

@Sendable
private func toDecimal(_ value: Value, _ meter: inout Meter) throws(Failure) -> Value {
    try meter.chargeLong(value)
    switch value {
    case .decimal: return value
    case .int(let int): return .decimal(Decimal(int))
    case .uint(let uint): return .decimal(Decimal(uint))
    case .double(let double):
        guard let decimal = Decimal(exactly: double.celText) else {
            throw Failure("\(double.celText) is more than a decimal can hold")
        }
        return .decimal(decimal)
    case .string(let text):
        guard let decimal = Decimal(exactly: text) else {
            throw Failure("'\(clipped(text))' \(Decimal.objection(to: text))")
        }
        return .decimal(decimal)
    default: throw .noOverload("decimal", value)
    }
}

/// The ways to round, by the names that expressions have for them.
private let roundingModes = ["half_even", "half_up", "down", "up"]

private func round(_ value: Value, _ digits: Value, _ mode: Value) throws(Failure) -> Value {
    guard case .decimal(let decimal) = value, case .int(let digits) = digits,
        case .string(let mode) = mode
    else { throw .noOverload("round", value, digits, mode) }
    guard (0...38).contains(digits) else { throw Failure("round() takes 0 to 38 digits") }
    guard roundingModes.contains(mode) else {
        let modes = roundingModes.joined(separator: ", ")
        throw Failure("there is no rounding mode '\(clipped(mode))'; there are \(modes)")
    }
    var magnitude = decimal.magnitude
    var result = Decimal()
    switch mode {
    case "half_even": NSDecimalRound(&result, &magnitude, Int(digits), .bankers)
    case "half_up": NSDecimalRound(&result, &magnitude, Int(digits), .plain)
    case "down": NSDecimalRound(&result, &magnitude, Int(digits), .down)
    default: NSDecimalRound(&result, &magnitude, Int(digits), .up)
    }
    return .decimal(decimal.isSignMinus && !result.isZero ? -result : result)
}
