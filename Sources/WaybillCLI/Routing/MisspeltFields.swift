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

    /// The chains of fields that constraints read, each from where it stands in the document.
    private let readChains: [[String]]
    /// Where each was found, in the order of the document.
    private var places: [(misspelling: Misspelling, paths: [[JSONPathElement]])] = []
    private var positions: [Misspelling: Int] = [:]

    init(_ document: JSON, readBy constraints: [AllocationConstraint]) {
        readChains = constraints.flatMap(\.condition.selections).compactMap { selection in
            selection.first.flatMap(AllocationConstraint.Variable.init).map {
                $0.place + selection.dropFirst()
            }
        }
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
            let own = Self.names(in: path)
            let read = readChains.filter { $0.count > own.count && $0.starts(with: own) }
                .map { $0[own.count] }
            let absent = (record.fields.map(\.name) + read).filter { json[$0] == nil }
            for member in members {
                let inner = path + [.member(member.name)]
                if let type = record.type(of: member.name) {
                    look(at: member.value, as: type, path: inner)
                } else if let meant = Self.meant(by: member.name, among: absent),
                    !isRead(own + [member.name])
                {
                    note(meant, at: inner)
                }
            }
        default: return
        }
    }

    /// Whether constraints read a field, something in it, or all of what it stands in. What they read of
    /// lines through `order` may be any field of these.
    private func isRead(_ field: [String]) -> Bool {
        readChains.contains { $0.starts(with: field) || field.starts(with: $0) }
    }

    private static func names(in path: [JSONPathElement]) -> [String] {
        path.compactMap { if case .member(let name) = $0 { name } else { nil } }
    }

    /// A name that is nearly that one: but for `_` and capitals, by a letter or two, without its last
    /// word, or with another that begins alike, as in `weight` and `per_kilo`.
    private static func meant(by name: String, among candidates: [String]) -> String? {
        func plain(_ name: String) -> String { name.filter { $0 != "_" }.lowercased() }
        if let same = candidates.first(where: { plain($0) == plain(name) }) { return same }
        if let close = closestMatch(to: name, among: candidates, within: name.count > 5 ? 2 : 1) {
            return close
        }
        let words = name.split(separator: "_", omittingEmptySubsequences: false)
        return candidates.first { candidate in
            let others = candidate.split(separator: "_", omittingEmptySubsequences: false)
            if others.dropLast() == words[...] { return true }
            return words.count > 1 && others.dropLast() == words.dropLast()
                && others.last?.first == words.last?.first
        }
    }

    private mutating func note(_ meant: String, at path: [JSONPathElement]) {
        let field = Self.names(in: path)
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

extension AllocationConstraint.Variable {
    /// The fields that lead to what it stands for.
    fileprivate var place: [String] {
        switch self {
        case .site: ["sites"]
        case .service: ["services"]
        case .line: ["order", "lines"]
        case .order: ["order"]
        }
    }
}
