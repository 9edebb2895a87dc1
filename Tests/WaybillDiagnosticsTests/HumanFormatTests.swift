import Testing

@testable import WaybillDiagnostics

/// Each case marks the part of its text between `[` and `]`; `(` and `)` are a second place.
@Suite("Findings for people")
struct HumanFormatTests {
    @Test(
        "align marks with what they mark",
        arguments: [
            ("a: [b]", "1 | a: b", "  |    ^ label"),
            ("\ta: [b]", "1 |     a: b", "  |        ^ label"),
            ("猫: [b]", "1 | 猫: b", "  |     ^ label"),
            ("a: [猫猫]", "1 | a: 猫猫", "  |    ^^^^ label"),
            ("🐈‍⬛🇩🇪: [b]", "1 | 🐈‍⬛🇩🇪: b", "  |       ^ label"),
            ("e\u{301}: [b]", "1 | e\u{301}: b", "  |    ^ label"),
            ("☁\u{FE0F}: [b]", "1 | ☁\u{FE0F}: b", "  |     ^ label"),
            ("a[]", "1 | a", "  |  ^ label"),
            ("\u{1B}[x]", "1 | \u{FFFD}x", "  |  ^ label"),
            ("\u{202E}[x]", "1 | \u{FFFD}x", "  |  ^ label"),
            ("한[글]", "1 | 한글", "  |   ^^ label"),
        ]
    )
    func alignment(marked: String, line: String, marks: String) {
        let rows = lines(of: finding(marked))
        #expect(rows[3] == line)
        #expect(rows[4] == marks)
    }

    @Test("follow rustc's layout")
    func layout() {
        var diagnostic = finding("x: 1\ny: [two] (2)\n")
        diagnostic.notes = ["a fact"]
        diagnostic.help = ["do this"]
        #expect(
            text(of: diagnostic) == """
                error[WB0302]: message
                 --> test.yaml:2:4
                  |
                2 | y: two 2
                  |    ^^^ - other
                  |    |
                  |    label
                  |
                  = note: a fact
                  = help: do this

                """
        )
    }

    @Test("draw a place over several lines at the side")
    func severalLines() {
        #expect(
            text(of: finding("a:\n  [b: 1\n  c: 2\n  d: 3]\n")) == """
                error[WB0302]: message
                 --> test.yaml:2:3
                  |
                2 | /   b: 1
                3 | |   c: 2
                4 | |   d: 3
                  | |______^ label

                """
        )
        #expect(
            text(of: finding("a: [{\n1\n2\n3\n4\n5\n6\n}]\n")) == """
                error[WB0302]: message
                 --> test.yaml:1:4
                  |
                1 |   a: {
                  |  ____^
                2 | | 1
                ...
                7 | | 6
                8 | | }
                  | |_^ label

                """
        )
    }

    @Test("leave out the lines between two places")
    func gaps() {
        #expect(
            text(of: finding("(a): 1\n\n\n\n\n\n\n\n\n[b]: 2\n")) == """
                error[WB0302]: message
                  --> test.yaml:10:1
                   |
                 1 | a: 1
                   | - other
                ...
                10 | b: 2
                   | ^ label

                """
        )
    }

    @Test("cut a long line around the place")
    func longLine() {
        let filler = String(repeating: "x", count: 9_000)
        for marked in [
            "\(filler)[here]\(filler)", "[here]\(filler)", "\(filler)[here]", "[\(filler)]",
        ] {
            let rows = lines(of: finding(marked))
            let line = rows[3].dropFirst(4)
            let marks = rows[4].dropFirst(4)
            #expect(line.count <= 123)
            #expect(line.contains("…"))
            if marked.contains("[here]") {
                let start = marks.prefix { $0 == " " }.count
                #expect(line.dropFirst(start).hasPrefix("here"))
            }
        }
    }

    @Test("show a place in another file under its own name")
    func otherFile() {
        let other = SourceText(name: "other.yaml", text: "c: d\n")
        var diagnostic = finding("a: [b]\n")
        diagnostic.labels = [Diagnostic.Label(Span(in: other, 3..<4), "declared here")]
        #expect(
            text(of: diagnostic) == """
                error[WB0302]: message
                 --> test.yaml:1:4
                  |
                1 | a: b
                  |    ^ label
                 ::: other.yaml:1:4
                  |
                1 | c: d
                  |    - declared here

                """
        )
    }

    @Test("hang the labels of a line from right to left")
    func hanging() {
        let source = SourceText(name: "test.yaml", text: "aa bb cc\n")
        let diagnostic = Diagnostic(
            .celType,
            "message",
            at: Span(in: source, 3..<5),
            label: "second",
            labels: [
                Diagnostic.Label(Span(in: source, 0..<2), "first"),
                Diagnostic.Label(Span(in: source, 6..<8), "third"),
            ]
        )
        #expect(
            lines(of: diagnostic).dropFirst(3).joined(separator: "\n") == """
                1 | aa bb cc
                  | -- ^^ -- third
                  | |  |
                  | |  second
                  | first

                """
        )
    }

    @Test("use colours only when asked, and never change the text with them")
    func colours() {
        let diagnostic = finding("a: [b] (c)\n")
        let plain = render([diagnostic], format: .human, colour: false)
        let coloured = render([diagnostic], format: .human, colour: true)
        #expect(!plain.contains("\u{1B}"))
        #expect(coloured.contains("\u{1B}[1;31merror[WB0302]\u{1B}[0m"))
        #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    }

    @Test("hide secrets in whatever lines are shown, and mark them all the same")
    func secrets() {
        let source = SourceText(name: "test.yaml", text: "key: sk_live_5猫 # old\n")
        let key = Span(in: source, 5..<17)
        let secret = Diagnostic(.secretLiteral, "a key", at: key, label: "here")
        // The same file, read again.
        let again = SourceText(name: "test.yaml", bytes: source.bytes)
        let other = Diagnostic(.celType, "message", at: Span(in: again, 0..<3), label: "there")
        for format in DiagnosticFormat.allCases {
            let text = render([secret, other], format: format)
            #expect(!text.contains("sk_live"), "\(format)")
        }
        let human = render([secret, other], format: .human)
        #expect(human.contains("1 | key: *********** # old\n  |      ^^^^^^^^^^^ here\n"))
        #expect(human.contains("1 | key: *********** # old\n  | ^^^ there\n"))
    }

    @Test("show an empty file without lines")
    func empty() {
        #expect(text(of: finding("[]")) == "error[WB0302]: message\n --> test.yaml:1:1\n")
    }

    @Test("end with how many there are")
    func summary() {
        var warning = finding("a: [b]\nc\n")
        warning.severity = .warning
        let text = render([finding("a: [b]\n"), finding("[a]: b\n"), warning], format: .human)
        #expect(text.hasSuffix("\n2 errors, 1 warning in 1 file\n"))
        #expect(render([], format: .human).isEmpty)
    }

    // MARK: Support

    private func lines(of diagnostic: Diagnostic) -> [String] {
        text(of: diagnostic).split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init
        )
    }

    private func text(of diagnostic: Diagnostic) -> String {
        HumanDiagnostic(diagnostic, hiding: HiddenText([])).render(Painter(isOn: false))
    }
}
