/// A name of one kind, so that a step's id is never taken for a handler's.
package struct Name<Kind>: Hashable, Sendable, RawRepresentable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ text: String) { rawValue = text }
}

extension Name: Comparable {
    package static func < (left: Name, right: Name) -> Bool { left.rawValue < right.rawValue }
}

extension Name: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) { rawValue = value }
}

extension Name: CustomStringConvertible {
    package var description: String { rawValue }
}

extension Name: Codable {
    package init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}
