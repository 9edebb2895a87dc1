/// Two lists laid side by side, so that as much as possible of them lines up.
package enum ListDifference {
    package enum Line: Hashable, Sendable {
        case both(String)
        /// Expected, and not there.
        case missing(String)
        /// There, and not expected.
        case extra(String)
    }

    /// The lines of two lists. What differs stands where it differs: first what is missing, then what is
    /// there instead.
    package static func lines(expected: [String], actual: [String]) -> [Line] {
        let difference = actual.difference(from: expected)
        let missing = Set(difference.removals.map(\.offset))
        let extra = Set(difference.insertions.map(\.offset))
        var lines: [Line] = []
        var next = 0
        func takeExtra() {
            while extra.contains(next), actual.indices.contains(next) {
                lines.append(.extra(actual[next]))
                next += 1
            }
        }
        for (index, text) in expected.enumerated() {
            if missing.contains(index) {
                lines.append(.missing(text))
            } else {
                takeExtra()
                lines.append(.both(text))
                next += 1
            }
        }
        takeExtra()
        return lines
    }
}

extension CollectionDifference.Change {
    fileprivate var offset: Int {
        switch self {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }
}
