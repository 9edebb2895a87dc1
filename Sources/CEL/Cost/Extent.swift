/// The most that a value may hold, as far as that decides how much work it makes. That it is
/// optional makes no difference.
struct Extent: Sendable {
    /// What is known of how the value is built.
    indirect enum Shape: Sendable {
        /// Of a fixed size, such as a bool or a timestamp.
        case fixed
        /// An int from a range.
        case int(ClosedRange<Int>)
        /// A text, or bytes, of so many bytes.
        case text(Bound)
        case list(Bound, of: Extent)
        case map(Bound, keys: Extent, values: Extent)
        case record(RecordType)
        case any
    }

    let shape: Shape
    /// The values in it, itself included.
    let nodes: Bound
    /// The tenths of a unit that comparing it with itself takes: one for each value and each byte,
    /// ten for each entry of a map.
    let weight: Bound
    /// The elements of the longest list or map in it.
    let widest: Bound
    /// The bytes of the longest text in it.
    let longest: Bound
}

extension Extent {
    static let fixed = Extent(shape: .fixed, nodes: 1, weight: 1, widest: 0, longest: 0)

    static func int(_ range: ClosedRange<Int>) -> Extent {
        Extent(shape: .int(range), nodes: 1, weight: 1, widest: 0, longest: 0)
    }

    /// An int that counts something.
    static func count(_ most: Bound) -> Extent { .int(0...most.value) }

    static func text(_ size: Bound) -> Extent {
        Extent(shape: .text(size), nodes: 1, weight: size + 1, widest: 0, longest: size)
    }

    static func list(_ count: Bound, of element: Extent) -> Extent {
        Extent(
            shape: .list(count, of: element),
            nodes: count * element.nodes + 1,
            weight: count * element.weight + 1,
            widest: max(count, element.widest),
            longest: element.longest
        )
    }

    static func map(_ count: Bound, keys: Extent, values: Extent) -> Extent {
        Extent(
            shape: .map(count, keys: keys, values: values),
            nodes: count * (keys.nodes + values.nodes) + 1,
            weight: count * (keys.weight + values.weight + 10) + 1,
            widest: max(count, values.widest),
            longest: max(keys.longest, values.longest)
        )
    }

    /// A value of which nothing but its size is known.
    static func any(nodes: Bound, weight: Bound, widest: Bound, longest: Bound) -> Extent {
        Extent(shape: .any, nodes: nodes, weight: weight, widest: widest, longest: longest)
    }

    /// The same value with a bound of what it holds in all that is known to be lower.
    func holding(nodes: Bound, weight: Bound) -> Extent {
        Extent(
            shape: shape,
            nodes: min(nodes, self.nodes),
            weight: min(weight, self.weight),
            widest: widest,
            longest: longest
        )
    }

    /// The value inside an optional that counts by itself.
    var wrapped: Extent {
        Extent(
            shape: shape,
            nodes: nodes + 1,
            weight: weight + 1,
            widest: widest,
            longest: longest
        )
    }

    /// Either of two values.
    func joined(with other: Extent) -> Extent {
        Extent(
            shape: joinedShape(with: other),
            nodes: max(nodes, other.nodes),
            weight: max(weight, other.weight),
            widest: max(widest, other.widest),
            longest: max(longest, other.longest)
        )
    }

    private func joinedShape(with other: Extent) -> Shape {
        switch (shape, other.shape) {
        case (.fixed, .fixed), (.fixed, .int), (.int, .fixed): .fixed
        case (.int(let left), .int(let right)):
            .int(min(left.lowerBound, right.lowerBound)...max(left.upperBound, right.upperBound))
        case (.text(let left), .text(let right)): .text(max(left, right))
        case (.list(let left, let element), .list(let right, let other)):
            .list(max(left, right), of: element.joined(with: other))
        case (.map(let left, let keys, let values), .map(let right, let others, let otherValues)):
            .map(
                max(left, right),
                keys: keys.joined(with: others),
                values: values.joined(with: otherValues)
            )
        case (.record(let left), .record(let right)) where left == right: .record(left)
        default: .any
        }
    }
}

extension Extent {
    /// How often a macro goes round when it goes through the value.
    var count: Bound {
        switch shape {
        case .list(let count, _), .map(let count, _, _): count
        case .any, .record: widest
        case .fixed, .int, .text: 0
        }
    }

    /// What a macro with one variable sees: an element, or a key.
    var element: Extent {
        switch shape {
        case .list(_, let element): element
        case .map(_, let keys, _): keys
        default: self
        }
    }

    /// The keys, or indexes, that a macro with two variables sees.
    var keys: Extent {
        switch shape {
        case .list(let count, _): .count(count)
        case .map(_, let keys, _): keys
        default: self
        }
    }

    /// The value of an index or a key.
    var value: Extent {
        switch shape {
        case .list(_, let element): element
        case .map(_, _, let values): values
        default: self
        }
    }

    /// The bytes of a text; 0 when the value cannot be one.
    var size: Bound {
        switch shape {
        case .text(let size): size
        case .any: longest
        case .fixed, .int, .list, .map, .record: 0
        }
    }

    /// What reading a text costs that is short as a rule, such as a key (``Meter/chargeLong(_:)``).
    var long: Bound { size.value > Meter.shortText ? size : 0 }

    /// What finding out costs that a key in the value is not in another map.
    var missedLookup: Bound {
        switch shape {
        case .fixed, .int, .text: 0
        case .list, .map, .record, .any: longest.value > Meter.shortText ? longest : 0
        }
    }

    /// The same value when its shape is not known.
    var shapeless: Extent {
        .any(nodes: nodes, weight: weight, widest: widest, longest: longest)
    }

    /// The highest int that the value may be; `Int.max` when it is not known.
    var highest: Int {
        if case .int(let range) = shape { range.upperBound } else { .max }
    }
}
