import CEL

/// The members of a stored JSON object: written in order, and read by name.
struct Payload {
    let members: [JSON.Member]
    /// Where the object stands in the whole payload, for errors: `error`; empty at the top.
    private let place: String

    init(_ members: [JSON.Member], at place: String = "") {
        self.members = members
        self.place = place
    }

    /// Reads a stored text. What a payload wraps may itself be nested as deep as JSON from outside
    /// may be.
    init(parsing text: String) throws(PayloadError) {
        let json: JSON
        do {
            json = try JSON(parsing: text, maximumDepth: 200)
        } catch {
            throw PayloadError(at: "", "is not JSON: \(error.message), at byte \(error.offset)")
        }
        try self.init(json: json, at: "")
    }

    /// As compact JSON.
    var text: String { JSON.object(members).description }

    /// The value of a member.
    subscript<Content: PayloadContent>(name: String) -> Content {
        get throws(PayloadError) {
            guard let content: Content = try optional(name) else {
                throw PayloadError(at: path(to: name), "is missing")
            }
            return content
        }
    }

    /// The value of a member; `nil` when there is none of that name.
    func optional<Content: PayloadContent>(_ name: String) throws(PayloadError) -> Content? {
        guard let member = members.first(where: { $0.name == name }) else { return nil }
        return try Content(json: member.value, at: path(to: name))
    }

    /// An error about the value of a member.
    func error(at name: String, _ problem: String) -> PayloadError {
        PayloadError(at: path(to: name), problem)
    }

    static func + (left: Payload, right: Payload) -> Payload {
        Payload(left.members + right.members, at: left.place)
    }

    private func path(to name: String) -> String { place.isEmpty ? name : "\(place).\(name)" }
}

extension Payload: ExpressibleByDictionaryLiteral {
    /// Members in the order written; those that are `nil` are left out.
    init(dictionaryLiteral elements: (String, (any PayloadContent)?)...) {
        self.init(
            elements.compactMap { name, content in content.map { JSON.Member(name, $0.json) } }
        )
    }
}

extension Payload: PayloadContent {
    var json: JSON { .object(members) }

    init(json: JSON, at place: String) throws(PayloadError) {
        guard case .object(let members) = json else {
            throw PayloadError(at: place, "is not an object")
        }
        self.init(members, at: place)
    }
}
