/// What is wrong with stored JSON.
package struct PayloadError: Error, Hashable, Sendable {
    /// Where in the JSON: `error.code`; empty for the whole.
    package let place: String
    /// `is missing`, `is not a timestamp: "tomorrow"`.
    package let problem: String

    package init(at place: String, _ problem: String) {
        self.place = place
        self.problem = problem
    }
}

extension PayloadError: CustomStringConvertible {
    package var description: String { place.isEmpty ? problem : "\(place) \(problem)" }
}
