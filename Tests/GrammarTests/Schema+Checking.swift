import CEL

extension Schema {
    /// What is wrong with a document; empty when it fits.
    func faults(of document: JSON) throws -> [String] { try faults(of: document, in: root, "$") }

    private func faults(of value: JSON, in schema: JSON, _ place: String) throws -> [String] {
        if schema == .bool(false) { return ["\(place): not allowed"] }
        var faults: [String] = []
        for keyword in schema.members {
            faults += try self.faults(of: value, under: keyword, of: schema, place)
        }
        return faults
    }

    private func faults(
        of value: JSON,
        under keyword: JSON.Member,
        of schema: JSON,
        _ place: String
    ) throws -> [String] {
        let rule = keyword.value
        func fault(unless holds: Bool) -> [String] {
            holds ? [] : ["\(place): against \(keyword.name) \(rule)"]
        }
        func fits(_ schema: JSON) throws -> Bool {
            try faults(of: value, in: schema, place).isEmpty
        }
        switch keyword.name {
        case "$ref":
            guard let target = rule.string.flatMap(target) else { return ["\(rule): not there"] }
            return try faults(of: value, in: target, place)
        case "if":
            let branch = try fits(rule) ? schema["then"] : schema["else"]
            return try branch.map { try faults(of: value, in: $0, place) } ?? []
        case "anyOf": return fault(unless: try rule.elements.contains(where: fits))
        case "oneOf": return fault(unless: try rule.elements.filter(fits).count == 1)
        case "not": return fault(unless: try !fits(rule))
        case "const": return fault(unless: value == rule)
        case "enum": return fault(unless: rule.elements.contains(value))
        case "type":
            let types = rule.string.map { [$0] } ?? rule.elements.compactMap(\.string)
            return fault(unless: types.contains(where: value.types.contains))
        case "minimum", "maximum":
            guard let number = value.number, let bound = rule.number else { return [] }
            return fault(unless: keyword.name == "minimum" ? number >= bound : number <= bound)
        case "pattern":
            guard let text = value.string, let pattern = rule.string else { return [] }
            return fault(unless: try Regex(pattern).firstMatch(in: text) != nil)
        default: break
        }
        switch value {
        case .array(let elements):
            return try faults(of: elements, under: keyword, place, fault)
        case .object(let members):
            return try faults(of: members, under: keyword, of: schema, place, fault)
        case .null, .bool, .number, .string: return []
        }
    }

    private func faults(
        of elements: [JSON],
        under keyword: JSON.Member,
        _ place: String,
        _ fault: (Bool) -> [String]
    ) throws -> [String] {
        switch keyword.name {
        case "minItems": return fault(Double(elements.count) >= keyword.value.number ?? 0)
        case "maxItems": return fault(Double(elements.count) <= keyword.value.number ?? 0)
        case "items":
            return try elements.enumerated().flatMap { index, element in
                try faults(of: element, in: keyword.value, "\(place)[\(index)]")
            }
        default: return []
        }
    }

    private func faults(
        of members: [JSON.Member],
        under keyword: JSON.Member,
        of schema: JSON,
        _ place: String,
        _ fault: (Bool) -> [String]
    ) throws -> [String] {
        let rule = keyword.value
        let names = Set(members.map(\.name))
        switch keyword.name {
        case "required": return fault(names.isSuperset(of: rule.elements.compactMap(\.string)))
        case "minProperties": return fault(Double(members.count) >= rule.number ?? 0)
        case "dependentRequired":
            return rule.members.filter { names.contains($0.name) }.flatMap { dependent in
                fault(names.isSuperset(of: dependent.value.elements.compactMap(\.string)))
            }
        case "propertyNames":
            return try members.flatMap {
                try faults(of: .string($0.name), in: rule, "\(place).\($0.name)")
            }
        case "properties", "additionalProperties":
            let isGiven = keyword.name == "properties"
            return try members.flatMap { member in
                let property = schema["properties"]?[member.name]
                guard let inner = isGiven ? property : (property == nil ? rule : nil) else {
                    return [String]()
                }
                return try faults(of: member.value, in: inner, "\(place).\(member.name)")
            }
        default: return []
        }
    }
}
