import CEL
import WaybillInterpreter

extension JSON {
    /// An object of those members that have a value.
    static func record(_ members: [(name: String, value: JSON?)]) -> JSON {
        .object(members.compactMap { name, value in value.map { Member(name, $0) } })
    }

    static func text(_ value: some CustomStringConvertible) -> JSON { .string(value.description) }

    static func number(_ value: some BinaryInteger) -> JSON { .number(String(value)) }

    static func time(_ value: Timestamp) -> JSON { .string(value.rfc3339) }
}
