extension JSON {
    /// Whether objects and arrays stand inside each other more than that many levels deep.
    public func isNested(deeperThan levels: Int) -> Bool {
        switch self {
        case .null, .bool, .number, .string: false
        case .array(let elements):
            levels < 1 || elements.contains { $0.isNested(deeperThan: levels - 1) }
        case .object(let members):
            levels < 1 || members.contains { $0.value.isNested(deeperThan: levels - 1) }
        }
    }
}
