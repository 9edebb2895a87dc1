import WaybillDiagnostics
import WaybillYAML

/// Keys that are nearly spelt as one that is known. Such a key is one mistake: it is reported, and
/// its value is read under the key that was meant, so that nothing says that this one is missing.
extension DeclarationReader {
    /// The entries of a mapping with misspelt keys put right and reported. What stands for no key
    /// in `meant` keeps its own key, and is reported as well.
    func respelt(
        _ entries: [YAMLEntry],
        of construct: String,
        known: [String],
        meant: [String]
    ) -> [YAMLEntry] {
        guard entries.contains(where: { !known.contains($0.key.string) }) else { return entries }
        var present = Set(entries.map(\.key.string))
        return entries.map { entry in
            if known.contains(entry.key.string) { return entry }
            let guess = Guess(key: entry.key.string, among: meant.filter { !present.contains($0) })
            findings.report(.unknownKey(entry.key, of: construct, known: known, guess))
            guard let name = guess.name, isTypingMistake(entry.key.string, for: name) else {
                return entry
            }
            present.insert(name)
            findings.noteGuess(entry.value.head)
            return YAMLEntry(key: entry.key.reading(name), value: entry.value)
        }
    }

    /// Whether a key is so near to another that its value is read as the other's. Nearer than what
    /// is worth a question: what is read wrongly would be a second finding.
    func isTypingMistake(_ key: String, for name: String) -> Bool {
        closestMatch(to: key, among: [name], within: key.count > 5 ? 2 : 1) != nil
    }
}

extension Guess {
    /// The key that was most likely meant by one that is not known. Between names of two letters
    /// hardly anything is left to go by: they are near when the letters are swapped, or when the
    /// second is another letter.
    init(key: String, among keys: [String]) {
        guard key.count == 2, let first = key.first, let second = key.last else {
            self.init(key, among: keys)
            return
        }
        let swapped = "\(second)\(first)"
        self.init(key, among: keys.filter { $0 == swapped || second.isLetter && $0.first == first })
    }
}

extension YAMLScalar {
    /// The scalar at its place, with another text.
    fileprivate func reading(_ name: String) -> YAMLScalar {
        let text = EmbeddedText(
            text: name,
            source: span.source,
            segments: [],
            fileEnd: span.range.lowerBound
        )
        return YAMLScalar(text: text, style: style, resolved: .string, span: span)
    }
}

/// Merge keys, which YAML 1.1 knows.
extension DeclarationReader {
    /// The entries of a mapping with those that its merge keys (`<<`) would bring in, each merge
    /// key being a finding: what it would bring in is not missing as well.
    func merged(_ entries: [YAMLEntry]) -> [YAMLEntry] {
        guard entries.contains(where: \.key.isMergeKey) else { return entries }
        var merged = entries.filter { !$0.key.isMergeKey }
        var present = Set(merged.map(\.key.string))
        for entry in entries where entry.key.isMergeKey {
            findings.report(.mergeKey(entry.key))
            for further in entry.value.entries where !further.key.isMergeKey {
                if present.insert(further.key.string).inserted { merged.append(further) }
            }
        }
        return merged
    }
}

extension YAMLScalar {
    fileprivate var isMergeKey: Bool { style == .plain && string == "<<" }
}

extension Diagnostic {
    fileprivate static func mergeKey(_ key: YAMLScalar) -> Diagnostic {
        Diagnostic(
            .unknownKey,
            "merge keys (`<<`) are not read",
            at: key.span,
            label: "brings in nothing",
            help: ["write the keys out here; an alias can stand for a whole value: `retry: *again`"]
        )
    }
}
