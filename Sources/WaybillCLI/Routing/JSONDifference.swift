import CEL
import WaybillDiagnostics

/// A place in which two documents differ.
struct JSONDifference: CustomStringConvertible {
    let path: [JSONPathElement]
    /// `nil` where the document has no such value.
    let before: JSON?
    let after: JSON?

    /// As it is shown on a terminal.
    var description: String {
        "\(JSONPathElement.text(of: path)): \(Self.text(before)), now \(Self.text(after))".visible
    }

    var json: JSON {
        .object(
            [
                JSON.Member("at", .string(JSONPathElement.text(of: path))),
                before.map { JSON.Member("journalled", $0) },
                after.map { JSON.Member("again", $0) },
            ].compactMap(\.self)
        )
    }

    private static func text(_ value: JSON?) -> String { value?.description ?? "nothing" }
}

extension JSON {
    /// Where another document differs from this one, in the order of this one.
    func differences(from other: JSON, at path: [JSONPathElement] = []) -> [JSONDifference] {
        switch (self, other) {
        case (.object(let before), .object(let after)):
            let added = after.map(\.name).filter { self[$0] == nil }
            return (before.map(\.name) + added).flatMap { name -> [JSONDifference] in
                let path = path + [.member(name)]
                guard let left = self[name], let right = other[name] else {
                    return [JSONDifference(path: path, before: self[name], after: other[name])]
                }
                return left.differences(from: right, at: path)
            }
        case (.array(let before), .array(let after)):
            return (0..<max(before.count, after.count)).flatMap { index -> [JSONDifference] in
                let path = path + [.element(index)]
                guard index < before.count, index < after.count else {
                    return [
                        JSONDifference(
                            path: path,
                            before: index < before.count ? before[index] : nil,
                            after: index < after.count ? after[index] : nil
                        )
                    ]
                }
                return before[index].differences(from: after[index], at: path)
            }
        default:
            return self == other ? [] : [JSONDifference(path: path, before: self, after: other)]
        }
    }
}
