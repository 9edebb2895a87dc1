package import WaybillModel

/// Where in a run a step stands: the steps around it, with the attempt of each enclosing scope and,
/// for loops and branches, the iteration, round or branch.
///
/// In text: `reserve[3]/hold`, `dispatch.labels/label`, `pay#2/charge`, `poll@2/ask`. The first
/// attempt of a scope is not written: `pay/charge`.
package struct StepPath: Hashable, Sendable {
    package enum Element: Hashable, Sendable {
        case step(StepID)
        /// The attempt of the scope that the step before it opens, from 1.
        case attempt(Int)
        /// The iteration of a `for_each`, from 0.
        case iteration(Int)
        /// The round of a `repeat`, from 1.
        case round(Int)
        /// The branch of a `parallel`.
        case branch(String)
    }

    package let elements: [Element]

    package init(_ elements: [Element]) { self.elements = elements }

    /// The path of the workflow's own list.
    package static let root = StepPath([])

    /// The path of a step in the list at this path.
    package func step(_ id: StepID) -> StepPath { StepPath(elements + [.step(id)]) }

    /// The path of the list that an attempt of the scope at this path runs.
    package func attempt(_ number: Int) -> StepPath { StepPath(elements + [.attempt(number)]) }

    /// The path of one of the lists that an attempt of the step at this path runs. The number of
    /// the first attempt is left out.
    package func list(_ element: Element, attempt number: Int) -> StepPath {
        StepPath(elements + (number > 1 ? [.attempt(number), element] : [element]))
    }

    /// Whether this is the other path or lies inside it.
    package func isInside(_ outer: StepPath) -> Bool {
        elements.starts(with: outer.elements)
    }

    /// Whether it is the path of a step, and not of a list.
    package var isStep: Bool { if case .step = elements.last { true } else { false } }

    /// The path of the step that this is, or that this is a list of; `nil` for the root.
    package var innermostStep: StepPath? {
        elements.lastIndex(where: \.isStep).map { StepPath(Array(elements[...$0])) }
    }

    /// The path of the list that a step stands in, or that the step of a list stands in; `nil` for
    /// the root.
    package var enclosingList: StepPath? {
        elements.lastIndex(where: \.isStep).map { StepPath(Array(elements[..<$0])) }
    }

    /// The id of the innermost step; `nil` for the root.
    package var step: StepID? {
        guard case .step(let id)? = elements.last(where: \.isStep) else { return nil }
        return id
    }
}

extension StepPath.Element {
    fileprivate var isStep: Bool { if case .step = self { true } else { false } }
}

extension StepPath: CustomStringConvertible {
    package var description: String {
        var text = ""
        for element in elements {
            switch element {
            case .step(let id): text += (text.isEmpty ? "" : "/") + id.rawValue
            case .attempt(1): break
            case .attempt(let number): text += "#\(number)"
            case .iteration(let index): text += "[\(index)]"
            case .round(let number): text += "@\(number)"
            case .branch(let name): text += ".\(name)"
            }
        }
        return text
    }
}

extension StepPath: LosslessStringConvertible {
    /// Reads a path as `description` writes it; `nil` for anything else.
    package init?(_ description: String) {
        var elements: [Element] = []
        for part in description.split(separator: "/", omittingEmptySubsequences: false) {
            if case .step = elements.last { elements.append(.attempt(1)) }
            guard let read = Self.elements(of: part) else { return nil }
            elements += read
        }
        self.init(elements)
    }

    /// The elements of the text between two slashes: a step and what qualifies it.
    private static func elements(of part: Substring) -> [Element]? {
        let name = part.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        guard !name.isEmpty else { return nil }
        var elements: [Element] = [.step(StepID(String(name)))]
        var rest = part.dropFirst(name.count)
        while let mark = rest.popFirst() {
            let body = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            rest = rest.dropFirst(body.count)
            switch mark {
            case ".": elements.append(.branch(String(body)))
            case "#":
                guard let number = Int(body) else { return nil }
                elements.append(.attempt(number))
            case "@":
                guard let number = Int(body) else { return nil }
                elements.append(.round(number))
            case "[":
                guard let index = Int(body), rest.popFirst() == "]" else { return nil }
                elements.append(.iteration(index))
            default: return nil
            }
        }
        return elements
    }
}
