package import CEL

/// A body that runs for each element of a list.
package struct ForEach: Sendable {
    /// Gives the list.
    package let elements: Program
    package let elementType: ValueType
    /// The name that the body's expressions see the element by.
    package let elementName: String
    /// The name for its position, from 0.
    package let indexName: String?
    /// How many iterations run at a time.
    package let maxParallel: Int
    package let join: Join
    package let onFailure: FailureMode
    package let body: ScopeID
    /// What each iteration gives.
    package let collect: Program?

    /// How many elements a list may have; a longer one is the error `payload_too_large`.
    package static let mostElements = 10_000

    package init(
        elements: Program,
        elementType: ValueType,
        elementName: String,
        indexName: String?,
        maxParallel: Int,
        join: Join,
        onFailure: FailureMode,
        body: ScopeID,
        collect: Program?
    ) {
        self.elements = elements
        self.elementType = elementType
        self.elementName = elementName
        self.indexName = indexName
        self.maxParallel = maxParallel
        self.join = join
        self.onFailure = onFailure
        self.body = body
        self.collect = collect
    }
}
