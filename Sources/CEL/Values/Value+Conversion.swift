import Foundation

extension Value {
    /// The value in a slot of another type: an int as decimal, a value as an optional one, a
    /// record or a map with text keys as a record that asks for no more, a string as an
    /// enumeration that has it, and whatever `any` held as what it is. `nil` when it does not fit.
    public func converted(to type: ValueType) -> Value? {
        switch (type, self) {
        case (.any, _), (.unknown, _), (.parameter, _), (.abstract, _): self
        case (.optional(let wrapped), .optional(let optional)):
            optional.converted(to: wrapped).map { .optional($0) }
        case (.optional(let wrapped), _): convertedToOptional(of: wrapped)
        case (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double),
            (.decimal, .decimal), (.string, .string), (.bytes, .bytes),
            (.timestamp, .timestamp), (.duration, .duration), (.type, .type):
            self
        case (.decimal, .int(let int)): .decimal(Decimal(int))
        case (.decimal, .uint(let uint)): .decimal(Decimal(uint))
        case (.enumeration(let members), .string(let text)):
            members.contains { $0.isIdentical(to: text) } ? self : nil
        case (.list(let element), .list(let elements)):
            elements.converted(to: element).map { .list($0) }
        case (.map(let key, let value), .map(let map)): map.converted(keys: key, values: value)
        case (.map(.string, let value), .record(let record)): record.convertedToMap(of: value)
        case (.record(let type), .record(let record)):
            record.type === type ? self : record.converted(to: type)
        case (.record(let type), .map(let map)): map.converted(to: type)
        default: nil
        }
    }

    private func convertedToOptional(of wrapped: ValueType) -> Value? {
        if case .null = self, wrapped != .null { return .optional(OptionalValue(nil)) }
        return converted(to: wrapped).map { .optional(OptionalValue($0)) }
    }
}

extension OptionalValue {
    fileprivate func converted(to wrappedType: ValueType) -> OptionalValue? {
        guard let wrapped else { return self }
        return wrapped.converted(to: wrappedType).map { OptionalValue($0) }
    }
}

extension [Value] {
    fileprivate func converted(to type: ValueType) -> [Value]? {
        var converted: [Value] = []
        converted.reserveCapacity(count)
        for element in self {
            guard let element = element.converted(to: type) else { return nil }
            converted.append(element)
        }
        return converted
    }
}

extension MapValue {
    fileprivate func converted(keys: ValueType, values: ValueType) -> Value? {
        var converted: [(Value, Value)] = []
        for pair in pairs {
            guard let key = pair.key.converted(to: keys),
                let value = pair.value.converted(to: values)
            else { return nil }
            converted.append((key, value))
        }
        return .map(MapValue(converted))
    }

    fileprivate func converted(to type: RecordType) -> Value? {
        for pair in pairs {
            guard case .string(let name) = pair.key, type.slot(of: name) != nil else { return nil }
        }
        return type.record { self[text: $0] }
    }
}

extension RecordValue {
    fileprivate func converted(to type: RecordType) -> Value? { type.record { self[$0] } }

    fileprivate func convertedToMap(of valueType: ValueType) -> Value? {
        var fields: [(String, Value)] = []
        for (slot, field) in type.fields.enumerated() {
            guard let value = value(at: slot) else { continue }
            guard let converted = value.converted(to: valueType) else { return nil }
            fields.append((field.name, converted))
        }
        return .map(MapValue(fields: fields))
    }
}

extension RecordType {
    /// A record made of the values that a function gives for its fields' names; `nil` when one is
    /// missing or does not fit.
    fileprivate func record(from value: (String) -> Value?) -> Value? {
        var slots: [Value?] = []
        slots.reserveCapacity(fields.count)
        for field in fields {
            let given = value(field.name)?.present(in: field.type)
            guard let given else {
                guard field.type.isOptional else { return nil }
                slots.append(nil)
                continue
            }
            guard let fitting = given.converted(to: field.type.unwrapped) else { return nil }
            slots.append(fitting)
        }
        return .record(RecordValue(self, slots: slots))
    }
}

extension Value {
    /// What an optional holds, any other value as it is; `nil` for an absence, and for a null in
    /// the field of an optional type.
    fileprivate func present(in type: ValueType) -> Value? {
        switch self {
        case .optional(let optional): optional.wrapped
        case .null where type.isOptional: nil
        default: self
        }
    }
}

extension ValueType {
    /// What an optional type wraps; any other type as it is.
    public var unwrapped: ValueType {
        if case .optional(let wrapped) = self { wrapped } else { self }
    }
}
