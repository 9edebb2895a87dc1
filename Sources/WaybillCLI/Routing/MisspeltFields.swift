import CEL
import WaybillDiagnostics
import WaybillModel

/// Fields of an input that are nearly those that a decision reads. They are passed over, as all that
/// only constraints read is, so that a decision would be another one without a word.
struct MisspeltFields {
    /// A name that stands where another is missing.
    private struct Misspelling: Hashable {
        /// Without the positions in lists: `services.zones.up_to_kmm`.
        let field: [String]
        let meant: String
    }

    /// The expressions that may read fields of their own.
    private let readers: [String]
    /// Where each was found, in the order of the document.
    private var places: [(misspelling: Misspelling, paths: [[JSONPathElement]])] = []
    private var positions: [Misspelling: Int] = [:]

    init(_ document: JSON, readBy constraints: [AllocationConstraint]) {
        readers = constraints.map(\.condition.text)
        look(at: document, as: .record(AllocationFile.type), path: [])
    }

    private mutating func look(at json: JSON, as type: ValueType, path: [JSONPathElement]) {
        switch (type, json) {
        case (.optional(let wrapped), _): look(at: json, as: wrapped, path: path)
        case (.list(let type), .array(let elements)):
            for (index, element) in elements.enumerated() {
                look(at: element, as: type, path: path + [.element(index)])
            }
        case (.record(let record), .object(let members)):
            let absent = record.fields.map(\.name).filter { json[$0] == nil }
            for member in members {
                let inner = path + [.member(member.name)]
                if let type = record.type(of: member.name) {
                    look(at: member.value, as: type, path: inner)
                } else if let meant = closestMatch(to: member.name, among: absent),
                    !readers.contains(where: { $0.contains(member.name) })
                {
                    note(meant, at: inner)
                }
            }
        default: return
        }
    }

    private mutating func note(_ meant: String, at path: [JSONPathElement]) {
        let field = path.compactMap { if case .member(let name) = $0 { name } else { nil } }
        let misspelling = Misspelling(field: field, meant: meant)
        if let known = positions[misspelling] {
            places[known].paths.append(path)
        } else {
            positions[misspelling] = places.count
            places.append((misspelling, [path]))
        }
    }

    /// A warning for each, at its first place.
    func findings(in source: SourceText) -> [Diagnostic] {
        places.map { misspelling, paths in
            let first = paths.first ?? []
            let name = misspelling.field.last ?? ""
            let others = paths.count - 1
            var finding = Diagnostic(
                .badInput,
                "`\(JSONPathElement.text(of: first))` is read by nothing",
                at: JSON.nameSpan(of: first, in: source) ?? source.whole,
                label: "passed over",
                notes: others > 0
                    ? ["so is `\(name)` in \(others) other \(others == 1 ? "place" : "places")"]
                    : [],
                help: ["did you mean `\(misspelling.meant)`?"]
            )
            finding.severity = .warning
            return finding
        }
    }
}
