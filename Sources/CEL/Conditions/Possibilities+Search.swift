/// Trying out the choices.
extension Possibilities {
    /// More choices inside each other than these are not tried.
    private static let deepest = 100

    mutating func require(_ formula: Formula, is value: Bool) {
        switch (formula, value) {
        case (.constant(let known), _): if known != value { isContradictory = true }
        case (.not(let formula), _): require(formula, is: !value)
        case (.test(let subject, let allowed), _): narrow(subject, to: allowed, is: value)
        case (.all(let formulas), true), (.any(let formulas), false):
            for formula in formulas { require(formula, is: value) }
        case (.all(let formulas), false), (.any(let formulas), true):
            let subjects = formulas.reduce(into: Set<Int>()) { $0.formUnion($1.subjects) }
            work -= subjects.count
            choices.append(Choice(formulas: formulas, value: value, subjects: subjects))
        }
    }

    private mutating func narrow(_ subject: Int, to allowed: [Bool], is value: Bool) {
        work -= allowed.count
        var isEmpty = true
        for region in allowed.indices {
            if allowed[region] != value { domains[subject][region] = false }
            if domains[subject][region] { isEmpty = false }
        }
        if isEmpty { isContradictory = true }
    }

    /// Whether all demands can be met; `nil` when that takes too much work. Afterwards the domains
    /// show a case in which they are.
    mutating func solve(depth: Int) -> Bool? {
        settle()
        if isContradictory { return false }
        guard work > 0, depth < Self.deepest else { return nil }
        if choices.isEmpty { return true }
        let parts = independentParts
        guard parts.count == 1 else { return solve(parts, depth: depth) }
        let smallest = choices.indices.min {
            choices[$0].formulas.count < choices[$1].formulas.count
        }
        let choice = choices.remove(at: smallest ?? 0)
        var isKnown = true
        for formula in choice.formulas {
            var attempt = self
            attempt.work -= attempt.domains.count
            attempt.require(formula, is: choice.value)
            let result = attempt.solve(depth: depth + 1)
            work = attempt.work
            switch result {
            case true?:
                self = attempt
                return true
            case false?: require(formula, is: !choice.value)
            case nil: isKnown = false
            }
            if isContradictory || work <= 0 { break }
        }
        return isKnown && work > 0 ? false : nil
    }

    /// Solves groups of choices that have no subject in common, one after the other.
    private mutating func solve(_ parts: [[Choice]], depth: Int) -> Bool? {
        var isKnown = true
        for part in parts {
            choices = part
            switch solve(depth: depth + 1) {
            case true?: continue
            case false?: return false
            case nil: isKnown = false
            }
        }
        return isKnown ? true : nil
    }

    /// Drops the choices that are met, and makes those that only one way is left for.
    private mutating func settle() {
        var isSettled = false
        while !isSettled, !isContradictory, work > 0 {
            isSettled = true
            let open = choices
            choices = []
            for choice in open {
                var undecided: [Formula] = []
                var isMet = false
                for formula in choice.formulas where !isMet {
                    switch value(of: formula) {
                    case choice.value?: isMet = true
                    case nil: undecided.append(formula)
                    default: break
                    }
                }
                if isMet { continue }
                if undecided.isEmpty {
                    isContradictory = true
                } else if undecided.count == 1 {
                    require(undecided[0], is: choice.value)
                    isSettled = false
                } else {
                    choices.append(
                        Choice(
                            formulas: undecided,
                            value: choice.value,
                            subjects: choice.subjects
                        )
                    )
                }
            }
        }
    }

    /// Whether a formula holds in all cases that are left, or in none.
    private mutating func value(of formula: Formula) -> Bool? {
        switch formula {
        case .constant(let value): return value
        case .not(let formula): return value(of: formula).map { !$0 }
        case .test(let subject, let allowed):
            work -= allowed.count
            var (holds, fails) = (false, false)
            for region in allowed.indices where domains[subject][region] {
                if allowed[region] { holds = true } else { fails = true }
            }
            return holds == fails ? nil : holds
        case .all(let formulas): return value(of: formulas, deciding: false)
        case .any(let formulas): return value(of: formulas, deciding: true)
        }
    }

    private mutating func value(of formulas: [Formula], deciding value: Bool) -> Bool? {
        var isKnown = true
        for formula in formulas {
            switch self.value(of: formula) {
            case value?: return value
            case nil: isKnown = false
            default: break
            }
        }
        return isKnown ? !value : nil
    }

    /// The choices, those that have a subject in common by a chain of others together.
    private var independentParts: [[Choice]] {
        var part = Array(domains.indices)
        func root(_ subject: Int) -> Int {
            var subject = subject
            while part[subject] != subject {
                part[subject] = part[part[subject]]
                subject = part[subject]
            }
            return subject
        }
        for choice in choices {
            guard let first = choice.subjects.first else { continue }
            for subject in choice.subjects { part[root(subject)] = root(first) }
        }
        var places: [Int: Int] = [:]
        var parts: [[Choice]] = []
        for choice in choices {
            let key = choice.subjects.min().map(root) ?? -1
            if let place = places[key] {
                parts[place].append(choice)
            } else {
                places[key] = parts.count
                parts.append([choice])
            }
        }
        return parts
    }
}
