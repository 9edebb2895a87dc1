/// Whether a failed call may have taken effect all the same.
package enum Effect: String, Hashable, Sendable, Codable, CaseIterable {
    /// It certainly did not happen.
    case none
    /// It may have happened.
    case unknown
}
