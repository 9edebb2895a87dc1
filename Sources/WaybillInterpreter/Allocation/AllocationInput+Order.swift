import CEL

extension AllocationInput {
    /// The same whatever order its lists are given in, but for the zones of services, whose order
    /// counts.
    var inOrder: JSON {
        .fields([
            ("order", order.withSortedElements(of: "lines").withSortedMembers),
            ("sites", sites.sortedElements { $0.withSortedElements(of: "restocks") }),
            ("services", services.sortedElements { $0.withSortedElements(of: "sites") }),
            (
                "allocated",
                (allocated ?? .null).sortedElements { $0.withSortedElements(of: "lines") }
            ),
        ])
    }
}

extension JSON {
    /// An object of those of some fields that have a value.
    static func fields(_ fields: [(String, JSON?)]) -> JSON {
        .object(fields.compactMap { name, value in value.map { Member(name, $0) } })
    }

    /// The object with the members that a type declares first, in its order, then by their names.
    func withMembers(inOrderOf type: RecordType) -> JSON {
        guard case .object(let members) = withSortedMembers else { return self }
        let names = type.fields.map(\.name)
        let declared = names.compactMap { name in members.first { $0.name == name } }
        return .object(declared + members.filter { !names.contains($0.name) })
    }

    /// The object with another value for one of its members.
    func replacing(_ name: String, _ value: JSON) -> JSON {
        guard case .object(let members) = self else { return self }
        return .object(members.map { $0.name == name ? Member(name, value) : $0 })
    }

    /// The list in the order of its elements' texts, each of them put in order before.
    fileprivate func sortedElements(_ inOrder: (JSON) -> JSON = { $0 }) -> JSON {
        guard case .array(let elements) = self else { return self }
        let keyed = elements.map { inOrder($0).withSortedMembers }.map { ($0.description, $0) }
        return .array(keyed.sorted { $0.0 < $1.0 }.map(\.1))
    }

    fileprivate func withSortedElements(of name: String) -> JSON {
        self[name].map { replacing(name, $0.sortedElements()) } ?? self
    }
}
