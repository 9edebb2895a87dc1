import TestSupport
import Testing

@testable import WaybillDiagnostics

@Suite("Mending files") struct FixTests {
    @Test("of two edits of one place the first wins")
    func overlap() {
        let source = SourceText(name: "a.yaml", text: "abcdef")
        let findings = [finding(in: source, (1..<3, "X")), finding(in: source, (2..<4, "Y"))]
        let selection = FixSelection(findings, unsafe: false)
        #expect(selection.count == 1)
        #expect(mended(source, selection) == "aXdef")
    }

    @Test("edits of one finding are applied all or not at all")
    func together() {
        let source = SourceText(name: "a.yaml", text: "abcdef")
        let findings = [
            finding(in: source, (1..<2, "X")), finding(in: source, (1..<2, "Y"), (4..<5, "Y")),
        ]
        #expect(mended(source, FixSelection(findings, unsafe: false)) == "aXcdef")
    }

    @Test("edits that may change the meaning are applied only when asked for")
    func confidence() {
        let source = SourceText(name: "a.yaml", text: "abc")
        let findings = [finding(in: source, (0..<1, "X"), confidence: .maybe)]
        #expect(FixSelection(findings, unsafe: false).count == 0)
        #expect(mended(source, FixSelection(findings, unsafe: true)) == "Xbc")
    }

    @Test("two texts put in at one place do not run into each other")
    func insertions() {
        let source = SourceText(name: "a.yaml", text: "abc")
        let findings = [finding(in: source, (1..<1, "X")), finding(in: source, (1..<1, "Y"))]
        #expect(mended(source, FixSelection(findings, unsafe: false)) == "aXbc")
    }

    @Test(
        "line breaks are put in as the file writes them",
        arguments: [
            ("a: 1\r\nb: 2", "x: 0\r\na: 1\r\nb: 2"), ("a: 1\nb: 2\n", "x: 0\na: 1\nb: 2\n"),
            ("a: 1", "x: 0\na: 1"),
        ]
    )
    func lineBreaks(before: String, after: String) {
        let source = SourceText(name: "a.yaml", text: before)
        let selection = FixSelection([finding(in: source, (0..<0, "x: 0\n"))], unsafe: false)
        #expect(mended(source, selection) == after)
    }

    @Test("a diff shows whole lines with three around them")
    func diff() {
        let text = (1...12).map { "line \($0)\n" }.joined() + "last"
        let source = SourceText(name: "a.yaml", text: text)
        var revision = Revision(source)
        revision.apply([
            edit(in: source, 7..<13, "LINE 2"), edit(in: source, 14..<21, ""),
            edit(in: source, text.utf8.count..<text.utf8.count, "!"),
        ])
        #expect(
            UnifiedDiff(revision).text == """
                --- a/a.yaml
                +++ b/a.yaml
                @@ -1,6 +1,5 @@
                 line 1
                -line 2
                -line 3
                +LINE 2
                 line 4
                 line 5
                 line 6
                @@ -10,4 +9,4 @@
                 line 10
                 line 11
                 line 12
                -last
                \\ No newline at end of file
                +last!
                \\ No newline at end of file

                """
        )
    }

    @Test("nothing changed is no diff")
    func noDiff() {
        #expect(UnifiedDiff(Revision(SourceText(name: "a", text: "a"))).text == "")
    }

    @Test("a diff turns the old text into the new one, whatever was changed", arguments: 0..<300)
    func anyChanges(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let lineBreak = Bool.random(using: &random) ? "\n" : "\r\n"
        let count = Int.random(in: 0...30, using: &random)
        let text =
            (0..<count).map { "line \($0)\(lineBreak)" }.joined()
            + (Bool.random(using: &random) ? "end" : "")
        let source = SourceText(name: "a", text: text)
        var revision = Revision(source)
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            revision.apply(edits(of: revision.bytes, using: &random))
        }
        let new = String(decoding: revision.bytes, as: UTF8.self)
        #expect(rebuilt(revision) == new, "seed \(seed)")
        let patched = try patch(text, with: UnifiedDiff(revision).text)
        #expect(patched == new, "seed \(seed)")
    }

    /// Edits that do not collide, in order.
    private func edits(of bytes: [UInt8], using random: inout SeededRandom) -> [Diagnostic.Edit] {
        let source = SourceText(name: "a", bytes: bytes)
        let findings = (0..<Int.random(in: 0...5, using: &random)).map { _ in
            let lower = Int.random(in: 0...bytes.count, using: &random)
            let upper = min(bytes.count, lower + Int.random(in: 0...12, using: &random))
            let text = ["", "x", "x\ny\n", "\n", "long text"].randomElement(using: &random) ?? ""
            return finding(in: source, (lower..<upper, text))
        }
        return FixSelection(findings, unsafe: false).files.first?.edits.map(\.edit) ?? []
    }

    /// The new text, put together from the old one and the changes.
    private func rebuilt(_ revision: Revision) -> String {
        var bytes: [UInt8] = []
        var position = 0
        for change in revision.changes {
            bytes += revision.original.bytes[position..<change.original.lowerBound]
            bytes += revision.bytes[change.current]
            position = change.original.upperBound
        }
        bytes += revision.original.bytes[position...]
        return String(decoding: bytes, as: UTF8.self)
    }

    private func finding(
        in source: SourceText,
        _ edits: (Range<Int>, String)...,
        confidence: Diagnostic.Edit.Confidence = .safe
    ) -> Diagnostic {
        Diagnostic(
            .celType,
            "message",
            at: source.whole,
            edits: edits.map { edit(in: source, $0.0, $0.1, confidence) }
        )
    }

    private func edit(
        in source: SourceText,
        _ range: Range<Int>,
        _ text: String,
        _ confidence: Diagnostic.Edit.Confidence = .safe
    ) -> Diagnostic.Edit {
        .init(replacing: Span(in: source, range), with: text, confidence: confidence)
    }

    private func mended(_ source: SourceText, _ selection: FixSelection) -> String {
        var revision = Revision(source)
        for file in selection.files { revision.apply(file.edits.map(\.edit)) }
        return String(decoding: revision.bytes, as: UTF8.self)
    }
}

/// Applies a unified diff as `patch` does, and fails where a line is not what the diff says.
private func patch(_ text: String, with diff: String) throws -> String {
    struct Mismatch: Error { let line: String }
    func lines(_ text: String) -> [String] {
        var lines: [String] = []
        var line: [UInt8] = []
        for byte in text.utf8 {
            line.append(byte)
            if byte == UInt8(ascii: "\n") {
                lines.append(String(decoding: line, as: UTF8.self))
                line = []
            }
        }
        return line.isEmpty ? lines : lines + [String(decoding: line, as: UTF8.self)]
    }
    let old = lines(text)
    var new: [String] = []
    var position = 0
    var hunks = lines(diff).dropFirst(2)
    while let line = hunks.popFirst() {
        // A carriage return before the line feed of the diff is part of the line.
        let isOpen = hunks.first?.hasPrefix("\\") == true
        let bytes = line.utf8.dropFirst().dropLast(isOpen ? 1 : 0)
        let rest = String(decoding: Array(bytes), as: UTF8.self)
        switch line.first {
        case "@":
            let start = line.split(separator: " ")[1].dropFirst().split(separator: ",")
            let (first, count) = (Int(start[0]) ?? 0, Int(start[1]) ?? 0)
            let upTo = count == 0 ? first : first - 1
            new += old[position..<upTo]
            position = upTo
        case " ", "-":
            guard position < old.count, old[position] == rest else {
                throw Mismatch(line: line)
            }
            if line.first == " " { new.append(old[position]) }
            position += 1
        case "+":
            new.append(rest)
        default: break
        }
    }
    return (new + old[position...]).joined()
}
