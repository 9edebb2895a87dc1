/// What can still be the case once some conditions are known to hold and others not to.
///
/// Each subject keeps the regions that its value may lie in. A demand on one subject narrows these
/// at once; only a demand that can be met in several ways is kept as a choice, and choices are tried
/// out when it is asked whether all demands can be met together. Choices without a subject in common
/// are tried apart, so that the work does not multiply.
package struct Possibilities: Sendable {
    /// A condition with its subjects numbered and its tests as sets of regions.
    indirect enum Formula: Sendable {
        case constant(Bool)
        case test(Int, [Bool])
        case not(Formula)
        case all([Formula])
        case any([Formula])
    }

    /// At least one of the formulas has this value.
    struct Choice: Sendable {
        let formulas: [Formula]
        let value: Bool
        let subjects: Set<Int>
    }

    /// Whether all demands can be met.
    package enum Answer: Sendable {
        case possible(Example)
        case impossible
        /// The work it takes is over the budget.
        case unknown
    }

    /// A case in which all demands are met.
    package struct Example: Sendable {
        fileprivate let possibilities: Possibilities
    }

    private let subjects: [Condition.Subject]
    private let regions: [ValueRegions]
    private let formulas: [Formula]
    var domains: [[Bool]]
    var choices: [Choice] = []
    var isContradictory = false
    /// What may still be done, in regions looked at.
    var work: Int

    /// The conditions, of which none is known yet to hold or not.
    package init(_ conditions: [Condition], budget: Int = 2_000_000) {
        var numbers: [Condition.Subject: Int] = [:]
        var constants: [[Value]] = []
        func number(_ condition: Condition) {
            switch condition {
            case .constant: break
            case .test(let subject, let test):
                let index = numbers[subject] ?? constants.count
                if index == constants.count {
                    numbers[subject] = index
                    constants.append([])
                }
                constants[index] += test.constants
            case .not(let condition): number(condition)
            case .all(let conditions), .any(let conditions): conditions.forEach(number)
            }
        }
        conditions.forEach(number)
        subjects = numbers.sorted { $0.value < $1.value }.map(\.key)
        let regions = zip(subjects, constants).map { ValueRegions($0.domain, constants: $1) }
        self.regions = regions
        domains = regions.map(\.inhabited)
        work = budget
        let tests = conditions.reduce(0) { $0 + $1.size }
        let widest = domains.map(\.count).max() ?? 0
        // Even the table of what each test allows has to be within the budget.
        let (size, overflow) = tests.multipliedReportingOverflow(by: widest)
        if overflow || size > budget {
            formulas = []
            work = 0
        } else {
            work -= size
            formulas = conditions.map { Formula($0, numbers, regions) }
        }
    }

    /// Demands that a condition, by its position, holds or does not.
    package mutating func require(_ condition: Int, is value: Bool) {
        guard formulas.indices.contains(condition) else { return }
        require(formulas[condition], is: value)
    }

    /// Whether, with what is demanded already, a condition can hold, or not hold.
    package mutating func canBe(_ condition: Int, _ value: Bool) -> Answer {
        var attempt = self
        attempt.require(condition, is: value)
        let answer = attempt.answer()
        work = attempt.work
        return answer
    }

    /// Whether all that is demanded can be met together.
    package mutating func answer() -> Answer {
        // A copy of the domains is made.
        work -= domains.count
        guard work > 0, !formulas.isEmpty || subjects.isEmpty else { return .unknown }
        switch solve(depth: 0) {
        case true?: return .possible(Example(possibilities: self))
        case false?: return .impossible
        case nil: return .unknown
        }
    }

    /// The subjects that the demands leave not all of their values.
    private var limited: [Int] {
        domains.indices.filter { domains[$0] != regions[$0].inhabited }
    }
}

extension Possibilities.Example {
    /// The demands on the subjects, in words; at most three.
    package var words: [String] {
        possibilities.limited.prefix(3).compactMap { index in
            possibilities.regions[index].words(for: possibilities.domains[index])
                .map { "`\(possibilities.subjects[index].text)` \($0)" }
        }
    }

    /// Whether nothing but the demands shown limits the subjects, so that the case can occur.
    package var isCertain: Bool {
        let limited = possibilities.limited
        return (1...3).contains(limited.count)
            && limited.allSatisfy { possibilities.subjects[$0].isPlain }
    }

    /// When all demands are on one subject, that is one of a set of texts: those it may be.
    package var members: [String] {
        let limited = possibilities.limited
        guard limited.count == 1, case .members(let all) = possibilities.subjects[limited[0]].domain
        else { return [] }
        return zip(all, possibilities.domains[limited[0]]).filter(\.1).map(\.0)
    }
}

extension Possibilities.Formula {
    fileprivate init(
        _ condition: Condition,
        _ numbers: [Condition.Subject: Int],
        _ regions: [ValueRegions]
    ) {
        func formula(_ condition: Condition) -> Self { Self(condition, numbers, regions) }
        switch condition {
        case .constant(let value): self = .constant(value)
        case .test(let subject, let test):
            let index = numbers[subject] ?? 0
            self = .test(index, regions[index].regions(where: test))
        case .not(let condition): self = .not(formula(condition))
        case .all(let conditions): self = .all(conditions.map(formula))
        case .any(let conditions): self = .any(conditions.map(formula))
        }
    }

    /// The subjects it tests.
    var subjects: Set<Int> {
        switch self {
        case .constant: []
        case .test(let subject, _): [subject]
        case .not(let formula): formula.subjects
        case .all(let formulas), .any(let formulas):
            formulas.reduce(into: []) { $0.formUnion($1.subjects) }
        }
    }
}

extension Condition {
    /// How many tests it makes.
    fileprivate var size: Int {
        switch self {
        case .constant: 0
        case .test(_, let test): max(1, test.constants.count)
        case .not(let condition): condition.size
        case .all(let conditions), .any(let conditions):
            conditions.reduce(0) { $0 + $1.size }
        }
    }
}

extension Condition.Test {
    /// What a subject is held against.
    fileprivate var constants: [Value] {
        switch self {
        case .isTrue, .stands: []
        case .compares(_, let value): [value]
        case .isOneOf(let values): values
        }
    }
}
