import CEL
import Foundation
import WaybillModel

/// A value that an allocation is given, with its place, so that whatever is wrong with it can be said
/// where it stands.
struct GivenValue {
    private enum Step {
        case field(String)
        case key(String)
        case element(Int)
    }

    let json: JSON
    private let root: String
    private let steps: [Step]

    init(_ json: JSON, named root: String) {
        self.init(json, root, [])
    }

    private init(_ json: JSON, _ root: String, _ steps: [Step]) {
        self.json = json
        self.root = root
        self.steps = steps
    }

    /// Such as `sites[3].stock['TEA-1']`.
    var place: String {
        steps.reduce(into: root) { text, step in
            switch step {
            case .field(let name): text += ".\(name)"
            case .key(let key): text += "['\(key)']"
            case .element(let index): text += "[\(index)]"
            }
        }
    }

    // MARK: - Parts

    /// A field; `nil` when it is absent or null.
    func optional(_ name: String) throws(StepError) -> GivenValue? {
        guard case .object = json else {
            throw mismatch("is no object", "give an object with its fields")
        }
        guard let value = json[name], value != .null else { return nil }
        return GivenValue(value, root, steps + [.field(name)])
    }

    func required(_ name: String) throws(StepError) -> GivenValue {
        guard let value = try optional(name) else {
            throw .rejected("\(place) has no `\(name)`", "give it: it is needed")
        }
        return value
    }

    func elements() throws(StepError) -> [GivenValue] {
        guard case .array(let elements) = json else {
            throw mismatch("is no list", "give a list; an empty one is []")
        }
        return elements.enumerated().map { GivenValue($1, root, steps + [.element($0)]) }
    }

    func entries() throws(StepError) -> [(key: String, value: GivenValue)] {
        guard case .object(let members) = json else {
            throw mismatch("is no object", "give an object; an empty one is {}")
        }
        return members.map { ($0.name, GivenValue($0.value, root, steps + [.key($0.name)])) }
    }

    /// The same object with a field of that value, or without it.
    func with(_ name: String, _ value: JSON?) -> GivenValue {
        guard case .object(let members) = json else { return self }
        let field = value.map { [JSON.Member(name, $0)] } ?? []
        return GivenValue(.object(members.filter { $0.name != name } + field), root, steps)
    }

    // MARK: - Scalars

    func text() throws(StepError) -> String {
        guard case .string(let text) = json else {
            throw mismatch("is no text", "write it in quotes")
        }
        return text
    }

    /// A text that something is known by, in tables and pictures too: not empty, and all of it can be
    /// shown.
    func name() throws(StepError) -> String {
        let text = try text()
        guard !text.isEmpty else { throw .rejected("\(place) is empty", "give it a name") }
        let isShown = text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: false
            default: true
            }
        }
        guard isShown else {
            throw .rejected(
                "\(place) is \(JSON.string(text)), with a control character",
                "give only characters that can be shown"
            )
        }
        return text
    }

    func moment() throws(StepError) -> Timestamp {
        guard case .timestamp(let moment) = try read(as: .timestamp) else {
            throw mismatch("is no timestamp", "give a time such as 2026-06-01T09:30:00Z")
        }
        return moment
    }

    /// A whole number within bounds; `remedy` says what to do about one that is not.
    func whole(in range: ClosedRange<Int>, remedy: String) throws(StepError) -> Int {
        guard case .int(let number) = try read(as: .int) else {
            throw mismatch("is no whole number", remedy)
        }
        guard range.contains(Int(number)) else { throw .rejected("\(place) is \(number)", remedy) }
        return Int(number)
    }

    func degrees(upTo most: Double) throws(StepError) -> Double {
        guard case .double(let degrees) = try read(as: .double), abs(degrees) <= most else {
            throw mismatch(
                "lies outside -\(Int(most)) to \(Int(most)) degrees",
                "give a latitude from -90 to 90, a longitude from -180 to 180"
            )
        }
        return degrees
    }

    /// A decimal that is not negative: money or a weight.
    func amount(upTo most: Decimal = .mostMoney) throws(StepError) -> Decimal {
        guard case .decimal(let amount) = try read(as: .decimal) else {
            throw mismatch("is no decimal", "give a number")
        }
        guard amount >= 0 else {
            throw .rejected("\(place) is \(amount)", "it is never negative: give 0 or more")
        }
        guard amount <= most else {
            throw .rejected("\(place) is \(amount)", "give at most \(most)")
        }
        return amount
    }

    /// The value as a type, as the data of steps is read.
    func read(as type: ValueType) throws(StepError) -> Value {
        do throws(JSONMismatch) { return try Value(json, as: type) } catch {
            let inside = JSONPathElement.text(of: error.path)
            let separator = inside.isEmpty || inside.hasPrefix("[") ? "" : "."
            throw .rejected(
                "\(place)\(separator)\(inside): \(error.message)",
                error.help ?? "give a value of type \(type)"
            )
        }
    }

    private func mismatch(_ what: String, _ remedy: String) -> StepError {
        .rejected("\(place) \(what)", remedy)
    }
}

extension StepError {
    /// A value that makes no sense, and what to do about it.
    static func rejected(_ what: String, _ remedy: String) -> StepError {
        StepError(code: .rejectedInput, message: "\(what); \(remedy)")
    }
}
