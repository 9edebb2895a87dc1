/// The bit operations of the `math` extension. Shifts are logical, and a shift by 64 or more
/// leaves nothing.
let bitFunctions: [Function] = [
    bitwise("math.bitAnd", { $0 & $1 }, { $0 & $1 }),
    bitwise("math.bitOr", { $0 | $1 }, { $0 | $1 }),
    bitwise("math.bitXor", { $0 ^ $1 }, { $0 ^ $1 }),
    Function(
        "math.bitNot",
        [Signature([.int], .int), Signature([.uint], .uint)],
        .one { (value, _) throws(Failure) in
            switch value {
            case .int(let int): return .int(~int)
            case .uint(let uint): return .uint(~uint)
            default: throw .noOverload("math.bitNot", value)
            }
        }
    ),
    shift("math.bitShiftLeft") { $0 << $1 },
    shift("math.bitShiftRight") { $0 >> $1 },
]

private func bitwise(
    _ name: String,
    _ ints: @escaping @Sendable (Int64, Int64) -> Int64,
    _ uints: @escaping @Sendable (UInt64, UInt64) -> UInt64
) -> Function {
    Function(
        name,
        [Signature([.int, .int], .int), Signature([.uint, .uint], .uint)],
        .two { (left, right, _) throws(Failure) in
            switch (left, right) {
            case (.int(let left), .int(let right)): return .int(ints(left, right))
            case (.uint(let left), .uint(let right)): return .uint(uints(left, right))
            default: throw .noOverload(name, left, right)
            }
        }
    )
}

private func shift(
    _ name: String,
    _ shifted: @escaping @Sendable (UInt64, Int64) -> UInt64
) -> Function {
    Function(
        name,
        [Signature([.int, .int], .int), Signature([.uint, .int], .uint)],
        .two { (value, offset, _) throws(Failure) in
            guard case .int(let offset) = offset else { throw .noOverload(name, value, offset) }
            guard offset >= 0 else { throw Failure("\(name)() negative offset: \(offset)") }
            switch value {
            case .int(let int):
                let bits = shifted(UInt64(bitPattern: int), offset)
                return .int(Int64(bitPattern: bits))
            case .uint(let uint): return .uint(shifted(uint, offset))
            default: throw .noOverload(name, value, .int(offset))
            }
        }
    )
}
