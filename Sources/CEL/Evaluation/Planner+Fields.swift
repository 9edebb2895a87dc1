/// Fields of records whose type is known, which is most of what a workflow reads: they are found by
/// their slot. The record is looked at all the same, since a host may have given another than it
/// declared.
extension Planner {
    /// The selection of the field in a slot. A record that stands in a variable is not copied.
    func planField(
        _ slot: Int,
        of type: RecordType,
        _ operand: Plan,
        _ name: String,
        _ range: Range<Int>
    ) -> Plan {
        let evaluate = operand.evaluate
        let general: Evaluation = { (frame) throws(Failure) in
            let value = try evaluate(&frame)
            try frame.meter.charge(1)
            if case .record(let record) = value, let found = record.value(at: slot, of: type) {
                return found
            }
            return try select(value, name, range)
        }
        switch operand.origin {
        case .variable(let index):
            return Plan { (frame) throws(Failure) in
                guard let found = frame.field(slot, of: type, inVariable: index) else {
                    return try general(&frame)
                }
                try frame.meter.charge(2)
                return found
            }
        case .local(let index):
            return Plan { (frame) throws(Failure) in
                guard let found = frame.field(slot, of: type, inLocal: index) else {
                    return try general(&frame)
                }
                try frame.meter.charge(2)
                return found
            }
        case .constant, .computed: return Plan(general)
        }
    }
}
