/// The name that was most likely meant: the candidate at the smallest edit distance, if that is at
/// most that many, and short beside the name itself. Of several as close the first counts.
///
/// A transposition of two neighbours counts as one edit.
public func closestMatch(
    to name: String,
    among candidates: some Sequence<String>,
    within most: Int = 2
) -> String? {
    let scalars = Array(name.unicodeScalars)
    guard scalars.count <= longestComparedName else { return nil }
    let limit = min(most, scalars.count / 2)
    var best: (name: String, distance: Int)?
    for candidate in candidates {
        let other = Array(candidate.unicodeScalars)
        guard abs(other.count - scalars.count) <= limit else { continue }
        let distance = editDistance(scalars, other)
        if distance <= limit, distance < best?.distance ?? Int.max { best = (candidate, distance) }
    }
    return best?.name
}

/// Names longer than this are not worth the quadratic comparison.
private let longestComparedName = 200

/// The number of insertions, deletions, substitutions and transpositions of neighbours between
/// two texts (optimal string alignment).
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for row in left.indices {
        var current = [row + 1]
        for column in right.indices {
            let substitution = previous[column] + (left[row] == right[column] ? 0 : 1)
            var best = min(previous[column + 1] + 1, current[column] + 1, substitution)
            if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                best = min(best, beforePrevious[column - 1] + 1)
            }
            current.append(best)
        }
        beforePrevious = previous
        previous = current
    }
    return previous[right.count]
}
