import WaybillModel

/// The ids of what is given so far, with the places where they stand.
struct TakenIDs {
    private var places: [String: String] = [:]

    /// Throws when something else has the id.
    mutating func take(_ id: String, for given: GivenValue) throws(StepError) {
        if let other = places.updateValue(given.place, forKey: id) {
            throw .rejected(
                "\(given.place).id is '\(id)', as \(other).id is",
                "give each an id of its own"
            )
        }
    }
}
