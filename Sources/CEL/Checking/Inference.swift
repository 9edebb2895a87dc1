/// What is known of type parameters so far, and which types fit which (cel-spec, "Type checking").
///
/// An attempt that fails is undone step by step from a log: copying what is known for each attempt
/// would cost the square of an expression's size.
struct Inference {
    private var bindings: [String: ValueType] = [:]
    /// What each change of `bindings` replaced, oldest first.
    private var log: [(name: String, before: ValueType?)] = []
    private var made = 0

    /// Where an attempt starts, to go back to.
    var mark: Int { log.count }

    /// Forgets what was learned since a mark.
    mutating func undo(to mark: Int) {
        while log.count > mark, let change = log.popLast() {
            bindings[change.name] = change.before
        }
    }

    private mutating func set(_ name: String, to type: ValueType) {
        log.append((name, bindings[name]))
        bindings[name] = type
    }

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
        case .abstract(let name, let parts):
            return .abstract(name, parts.map { rename($0, &names) })
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
        var type = type
        while case .parameter(let name) = type {
            guard let bound = bindings[name] else { return unknown(type) }
            type = bound
        }
        switch type {
        case .list(let element): return .list(substituted(element, unknown))
        case .map(let key, let value):
            return .map(key: substituted(key, unknown), value: substituted(value, unknown))
        case .optional(let wrapped): return .optional(substituted(wrapped, unknown))
        case .abstract(let name, let parts):
            return .abstract(name, parts.map { substituted($0, unknown) })
        default: return type
        }
    }

    /// Whether a value of one type may stand where another is expected; learns about parameters.
    mutating func assign(_ actual: ValueType, to expected: ValueType) -> Bool {
        let start = mark
        if assigning(actual, expected) { return true }
        undo(to: start)
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
        case (.abstract(let expectedName, let expected), .abstract(let name, let actual)):
            guard name == expectedName, actual.count == expected.count else { return false }
            for (actual, expected) in zip(actual, expected) where !assigning(actual, expected) {
                return false
            }
            return true
        default: return expected == actual
        }
    }

    /// Lets a parameter stand for a type, or for one that is general enough for what it stood for
    /// before as well.
    private mutating func bind(_ name: String, to type: ValueType) -> Bool {
        guard let bound = bindings[name] else {
            let type = resolved(type)
            if case .parameter(let other) = type {
                if other == name { return true }
                // The newer one stands for the older, so that chains stay short.
                let isOlder = (other.utf8.count, other) < (name.utf8.count, name)
                set(isOlder ? name : other, to: isOlder ? type : .parameter(name))
                return true
            }
            guard !type.mentions(name) else { return false }
            set(name, to: type)
            return true
        }
        guard let joined = joining(resolved(bound), resolved(type)) else { return false }
        if joined != bound, !joined.mentions(name) { set(name, to: joined) }
        return true
    }

    /// The type of values of either type, such as two elements of a list: the more general of the
    /// two, or `any` when they have nothing in common.
    mutating func joined(_ left: ValueType, _ right: ValueType) -> ValueType {
        let start = mark
        if let joined = joining(resolved(left), resolved(right)) { return joined }
        undo(to: start)
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
        case (.abstract(let leftName, let left), .abstract(let name, let right)):
            guard leftName == name, left.count == right.count else { return nil }
            var parts: [ValueType] = []
            for (left, right) in zip(left, right) {
                guard let part = joining(left, right) else { return nil }
                parts.append(part)
            }
            return .abstract(name, parts)
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
        case .abstract(_, let parts): parts.contains { $0.mentions(name) }
        default: false
        }
    }
}
