/// What an evaluation works on.
struct Frame {
    /// The values of the environment's variables; `nil` where one is undefined.
    let variables: [Value?]
    /// The values of the variables of macros, each in its slot.
    var locals: [Value]
    /// Why the variables of `cel.bind` have no value, by their slots.
    var failures: [Int: Failure] = [:]
    /// The work done.
    var meter: Meter
    /// The regular expressions computed so far.
    var patterns = PatternCache()

    /// The field of a record that stands in a variable; `nil` when there is none, or a record of
    /// another type.
    @inline(__always)
    func field(_ slot: Int, of type: RecordType, inVariable index: Int) -> Value? {
        guard index < variables.count, case .record(let record)? = variables[index] else {
            return nil
        }
        return record.value(at: slot, of: type)
    }

    /// As ``field(_:of:inVariable:)``, of a macro's variable.
    @inline(__always)
    func field(_ slot: Int, of type: RecordType, inLocal index: Int) -> Value? {
        guard case .record(let record) = locals[index] else { return nil }
        return record.value(at: slot, of: type)
    }
}
