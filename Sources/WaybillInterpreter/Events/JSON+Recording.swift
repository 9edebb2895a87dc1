package import CEL
import WaybillModel

extension JSON {
    /// How deep a value may be nested that a run records: with what the journal puts around it, it
    /// can still be read back.
    package static let mostLevels = 150

    /// Whether it is nested too deep to be recorded.
    package var isTooDeep: Bool { isNested(deeperThan: Self.mostLevels) }

    /// The value, if it may be recorded.
    func recordable() throws(StepError) -> JSON {
        guard !isTooDeep else {
            throw StepError(code: .payloadTooLarge, message: "the value is \(Self.tooDeep)")
        }
        return self
    }

    /// What is wrong with one that is nested too deep.
    package static let tooDeep = "nested deeper than \(mostLevels) levels"
}
