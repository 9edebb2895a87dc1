/// What a bool expression demands of the values that it reads, as far as this can be told without
/// them: tests of single values, joined by `!`, `&&` and `||`.
package indirect enum Condition: Sendable {
    case constant(Bool)
    case test(Subject, Test)
    case not(Condition)
    case all([Condition])
    case any([Condition])

    /// A value that conditions test. Two expressions are one subject when they are written alike,
    /// since an expression gives the same value each time.
    package struct Subject: Hashable, Sendable {
        /// The expression, without blanks.
        package let text: String
        let domain: Domain
        /// Whether it is a variable or a field of one, so that it can have any value of its type
        /// whatever the others have.
        package let isPlain: Bool
    }

    /// The values that a subject may have.
    enum Domain: Hashable, Sendable {
        case truth
        /// One of these texts.
        case members([String])
        /// Values in an order; of a double also NaN.
        case ordered(ValueType)
        /// A number of entries.
        case count
        /// How one value stands to another, both of them unknown.
        case relation(isTotal: Bool)
    }

    /// What is asked of a subject.
    package enum Test: Sendable {
        case isTrue
        case compares(Comparison, Value)
        case isOneOf([Value])
        /// Of a relation.
        case stands(Comparison)
    }
}

extension Condition {
    /// The subjects it tests, each time it does.
    package var subjects: [Subject] {
        switch self {
        case .constant: []
        case .test(let subject, _): [subject]
        case .not(let condition): condition.subjects
        case .all(let conditions), .any(let conditions): conditions.flatMap(\.subjects)
        }
    }
}
