import CEL

extension JSON {
    /// A value inside another that is not as expected, with the way to it.
    struct Discrepancy {
        let path: [JSONPathElement]
        let expected: JSON
        /// `nil` when there is none.
        let actual: JSON?
    }

    /// What is written here and is not so in another value. Members that are not written here are not
    /// looked at; `null` stands for a member that is missing, too.
    func discrepancies(in actual: JSON?) -> [Discrepancy] {
        var found: [Discrepancy] = []
        compare(to: actual, at: [], &found)
        return found
    }

    /// Whether all that is written here is so in another value.
    func matches(_ actual: JSON) -> Bool { discrepancies(in: actual).isEmpty }

    private func compare(
        to actual: JSON?,
        at path: [JSONPathElement],
        _ found: inout [Discrepancy]
    ) {
        switch (self, actual) {
        case (.null, nil), (.null, .null): return
        case (.object(let members), .object):
            for member in members {
                member.value.compare(
                    to: actual?[member.name],
                    at: path + [.member(member.name)],
                    &found
                )
            }
        case (.array(let expected), .array(let elements)) where expected.count == elements.count:
            for (index, element) in expected.enumerated() {
                element.compare(to: elements[index], at: path + [.element(index)], &found)
            }
        case (.number(let expected), .number(let number)):
            if expected != number, !Self.areEqual(expected, number) {
                found.append(Discrepancy(path: path, expected: self, actual: actual))
            }
        default:
            if self != actual {
                found.append(Discrepancy(path: path, expected: self, actual: actual))
            }
        }
    }

    /// Whether two numbers are equal, however they are written.
    private static func areEqual(_ left: String, _ right: String) -> Bool {
        guard let left = try? Value(.number(left), as: .decimal),
            let right = try? Value(.number(right), as: .decimal)
        else { return false }
        return left == right
    }
}
