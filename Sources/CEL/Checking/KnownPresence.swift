/// A chain of selections from a variable, by names and by constant indexes: `steps.review.note`,
/// `input.lines[0].tags`.
struct SelectionPath: Hashable, Sendable {
    enum Root: Hashable, Sendable {
        /// A variable, by its position in the environment.
        case variable(Int)
        /// A variable of a macro, by its slot.
        case local(Int)
    }

    enum Step: Hashable, Sendable {
        case field(String)
        case position(Int64)
        case key(String)

        /// The step that an index takes; `nil` when it is not a constant.
        init?(index: Expression) {
            switch index.kind {
            case .literal(.int(let position)): self = .position(position)
            case .literal(.string(let key)): self = .key(key)
            default: return nil
            }
        }
    }

    let root: Root
    private(set) var steps: [Step] = []

    /// The path to a part of what the path leads to.
    func appending(_ step: Step) -> SelectionPath {
        var path = self
        path.steps.append(step)
        return path
    }

    /// The paths to each part on the way, the whole path included.
    var prefixes: [SelectionPath] {
        steps.indices.map { SelectionPath(root: root, steps: Array(steps[...$0])) }
    }
}

/// The fields that are certain to be there where an expression is checked, though their types say
/// that they may be missing: a condition around has asked for them.
struct KnownPresence: Sendable {
    /// How many of the conditions around say so.
    private var counts: [SelectionPath: Int] = [:]

    func contains(_ path: SelectionPath) -> Bool { counts[path] != nil }

    mutating func add(_ paths: Set<SelectionPath>) {
        for path in paths { counts[path, default: 0] += 1 }
    }

    mutating func remove(_ paths: Set<SelectionPath>) {
        for path in paths {
            let rest = (counts[path] ?? 1) - 1
            counts[path] = rest > 0 ? rest : nil
        }
    }
}

/// What conditions say about fields (flow typing).
extension Checker {
    /// Checks something that is evaluated only where a condition has given a value.
    mutating func given<T>(
        _ condition: Expression,
        is outcome: Bool,
        _ check: (inout Checker) -> T
    ) -> T {
        let paths = presences(given: condition, is: outcome)
        present.add(paths)
        defer { present.remove(paths) }
        return check(&self)
    }

    /// The fields that are there when a condition, checked before, has given a value.
    func presences(given condition: Expression, is outcome: Bool) -> Set<SelectionPath> {
        switch condition.kind {
        case .presence(let operand, let field):
            return outcome ? steps(to: path(of: operand)?.appending(.field(field.text))) : []
        case .call(let name, let target?, let arguments)
        where name.text == "hasValue" && arguments.isEmpty:
            return outcome ? steps(to: path(of: target)) : []
        case .operation(let symbol, let operands)
        where outcome == (symbol == .notEqual) && fieldComparedWithNull(symbol, operands) != nil:
            // It has a finding; what it was meant to guard need not have another.
            return steps(to: fieldComparedWithNull(symbol, operands).flatMap(path))
        case .operation(.not, let operands):
            return operands.first.map { presences(given: $0, is: !outcome) } ?? []
        case .logical(let logic, let operands):
            let each = operands.map { presences(given: $0, is: outcome) }
            let first = each.first ?? []
            // A true `&&` has true operands only, a true `||` at least one, and the reverse.
            return (logic == .and) == outcome
                ? each.dropFirst().reduce(into: first) { $0.formUnion($1) }
                : each.dropFirst().reduce(first) { $0.intersection($1) }
        default: return []
        }
    }

    private func steps(to path: SelectionPath?) -> Set<SelectionPath> { Set(path?.prefixes ?? []) }

    /// The path that an expression is, checked before; `nil` when it is none.
    func path(of expression: Expression) -> SelectionPath? {
        switch (references[expression.id], expression.kind) {
        case (.variable(let index), _): SelectionPath(root: .variable(index))
        case (.local(let slot), _): SelectionPath(root: .local(slot))
        case (nil, .select(let operand, let field, _)):
            path(of: operand)?.appending(.field(field.text))
        case (nil, .index(let operand, let index, _)):
            SelectionPath.Step(index: index).flatMap { path(of: operand)?.appending($0) }
        default: nil
        }
    }
}
