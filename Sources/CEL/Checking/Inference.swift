/// What is known of type parameters so far, and which types fit which (cel-spec, "Type checking").
struct Inference {
    private var bindings: [String: ValueType] = [:]
    private var made = 0

    /// A new type parameter, of which nothing is known.
    mutating func fresh() -> ValueType {
        made += 1
        return .parameter("#\(made)")
    }

    /// A signature whose parameters are its own.
    mutating func instantiated(_ signature: Signature) -> Signature {
        guard signature.isGeneric else { return signature }
        var names: [String: ValueType] = [:]
        let parameters = signature.parameters.map { rename($0, &names) }
        return Signature(parameters, rename(signature.result, &names))
    }

    private mutating func rename(
        _ type: ValueType,
        _ names: inout [String: ValueType]
    ) -> ValueType {
        switch type {
        case .parameter(let name):
            if let known = names[name] { return known }
            let new = fresh()
            names[name] = new
            return new
        case .list(let element): return .list(rename(element, &names))
        case .map(let key, let value):
            return .map(key: rename(key, &names), value: rename(value, &names))
        case .optional(let wrapped): return .optional(rename(wrapped, &names))
        default: return type
        }
    }

    /// The type with what is known of its parameters put in.
    func resolved(_ type: ValueType) -> ValueType { substituted(type) { $0 } }

    /// The type with what is not known of its parameters left to be checked when evaluated.
    func finished(_ type: ValueType) -> ValueType { substituted(type) { _ in .any } }

    private func substituted(
        _ type: ValueType,
        _ unknown: (ValueType) -> ValueType
    ) -> ValueType {
        switch type {
        case .parameter(let name):
            bindings[name].map { substituted($0, unknown) } ?? unknown(type)
        case .list(let element): .list(substituted(element, unknown))
        case .map(let key, let value):
            .map(key: substituted(key, unknown), value: substituted(value, unknown))
        case .optional(let wrapped): .optional(substituted(wrapped, unknown))
        default: type
        }
    }

    /// Whether a value of one type may stand where another is expected; learns about parameters.
    mutating func assign(_ actual: ValueType, to expected: ValueType) -> Bool {
        let saved = self
        if assigning(actual, expected) { return true }
        self = saved
        return false
    }

    private mutating func assigning(_ actual: ValueType, _ expected: ValueType) -> Bool {
        switch (expected, actual) {
        case (.parameter(let expected), .parameter(let actual)) where expected == actual:
            return true
        case (.parameter(let name), _): return bind(name, to: actual)
        case (_, .parameter(let name)): return bind(name, to: expected)
        case (.any, _), (_, .any), (.unknown, _), (_, .unknown): return true
        case (.string, .enumeration): return true
        case (.enumeration(let wide), .enumeration(let narrow)):
            return narrow.allSatisfy(wide.contains)
        case (.list(let expected), .list(let actual)): return assigning(actual, expected)
        case (.map(let expectedKey, let expectedValue), .map(let key, let value)):
            return assigning(key, expectedKey) && assigning(value, expectedValue)
        case (.optional(let expected), .optional(let actual)): return assigning(actual, expected)
        default: return expected == actual
        }
    }

    /// Lets a parameter stand for a type, or for one that is general enough for what it stood for
    /// before as well.
    private mutating func bind(_ name: String, to type: ValueType) -> Bool {
        guard let bound = bindings[name] else {
            let type = resolved(type)
            if type == .parameter(name) { return true }
            guard !type.mentions(name) else { return false }
            bindings[name] = type
            return true
        }
        guard let joined = joining(resolved(bound), resolved(type)) else { return false }
        if joined != .parameter(name), !joined.mentions(name) { bindings[name] = joined }
        return true
    }

    /// The type of values of either type, such as two elements of a list: the more general of the
    /// two, or `any` when they have nothing in common.
    mutating func joined(_ left: ValueType, _ right: ValueType) -> ValueType {
        let saved = self
        if let joined = joining(resolved(left), resolved(right)) { return joined }
        self = saved
        return .any
    }

    private mutating func joining(_ left: ValueType, _ right: ValueType) -> ValueType? {
        switch (left, right) {
        case (.unknown, let other), (let other, .unknown): return other
        case (.any, _), (_, .any): return .any
        case (.parameter, _): return assigning(right, left) ? resolved(right) : nil
        case (_, .parameter): return assigning(left, right) ? resolved(left) : nil
        case (.string, .enumeration), (.enumeration, .string): return .string
        case (.enumeration(let left), .enumeration(let right)):
            if left == right { return .enumeration(left) }
            return .string
        case (.list(let left), .list(let right)): return joining(left, right).map { .list($0) }
        case (.map(let leftKey, let leftValue), .map(let rightKey, let rightValue)):
            guard let key = joining(leftKey, rightKey), let value = joining(leftValue, rightValue)
            else { return nil }
            return .map(key: key, value: value)
        case (.optional(let left), .optional(let right)):
            return joining(left, right).map { .optional($0) }
        default: return left == right ? left : nil
        }
    }
}

extension ValueType {
    /// Whether a type parameter occurs in the type.
    fileprivate func mentions(_ name: String) -> Bool {
        switch self {
        case .parameter(let other): other == name
        case .list(let element): element.mentions(name)
        case .map(let key, let value): key.mentions(name) || value.mentions(name)
        case .optional(let wrapped): wrapped.mentions(name)
        default: false
        }
    }
}
