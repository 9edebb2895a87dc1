package import CEL
import Crypto
import Foundation

extension JSON {
    /// SHA-256, in hexadecimal, over what the document means: the order of members does not matter.
    package var digest: String {
        let digits = Array("0123456789abcdef".utf8)
        let hash = SHA256.hash(data: Data(withSortedMembers.description.utf8))
        let text = hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    /// The same document with the members of every object in the order of their names.
    package var withSortedMembers: JSON {
        switch self {
        case .null, .bool, .number, .string: self
        case .array(let elements): .array(elements.map(\.withSortedMembers))
        case .object(let members):
            .object(
                members.map { Member($0.name, $0.value.withSortedMembers) }
                    .sorted { $0.name < $1.name }
            )
        }
    }
}
