import Testing
import WaybillDiagnostics

@testable import WaybillYAML

@Suite("Reading YAML")
struct ReaderTests {
    private func read(_ yaml: String) -> YAMLDocument {
        YAMLReader.read(SourceText(name: "test.yaml", text: yaml))
    }

    @Test(
        "builds the tree",
        arguments: [
            ("a: 1\nb: [x, {y: z}]\n", "{a: 1, b: [x, {y: z}]}"),
            ("- 1\n-\n- - 2\n", "[1, , [2]]"),
            ("a:\n- 1\n- 2\nb:\n", "{a: [1, 2], b: }"),
            ("base: &b {x: 1}\nuse: *b\n", "{base: {x: 1}, use: {x: 1}}"),
            ("a: &x 1\nb: *x\nc: &x 2\nd: *x\n", "{a: 1, b: 1, c: 2, d: 2}"),
            ("? a\n? b\n", "{a: , b: }"),
            ("text", "text"),
            ("%YAML 1.2\n---\na: 1\n...\n", "{a: 1}"),
            ("a: 'it''s'\r\nb: \"\\x41\"\r\n", "{a: it's, b: A}"),
        ]
    )
    func tree(yaml: String, outline: String) {
        let document = read(yaml)
        #expect(document.root?.outline == outline)
        #expect(document.diagnostics.isEmpty)
    }

    @Test(
        "resolves scalars by the core schema",
        arguments: [
            ("", .null), ("~", .null), ("null", .null), ("NULL", .null), ("nULL", .string),
            ("true", .bool(true)), ("False", .bool(false)), ("yes", .string), ("no", .string),
            ("0", .integer("0")), ("-12", .integer("-12")), ("+3", .integer("+3")),
            ("012", .integer("012")), ("0o17", .integer("0o17")), ("0o8", .string),
            ("0xfF", .integer("0xfF")), ("0x", .string), ("-0x1", .string), ("1_000", .string),
            ("1.", .float("1.")), (".5", .float(".5")), ("-1.5e+3", .float("-1.5e+3")),
            ("1e3", .float("1e3")), ("1e", .string), (".", .string), ("-", .string),
            ("+.inf", .float("+.inf")), ("-.INF", .float("-.INF")), (".nan", .float(".nan")),
            ("+.nan", .string), ("1.2.3", .string), ("5s", .string), ("2026-01-01", .string),
        ] as [(String, YAMLScalar.Resolved)]
    )
    func resolution(text: String, resolved: YAMLScalar.Resolved) {
        #expect(CoreSchema.resolve(text) == resolved)
    }

    @Test("takes quoted and block scalars for strings, unless a tag says otherwise")
    func quoted() {
        let document = read("- '1'\n- |\n  1\n- !!str 1\n- !!int '1'\n- ! 1\n- !!float 1\n")
        let expected: [YAMLScalar.Resolved] = [
            .string, .string, .string, .integer("1"), .string, .float("1"),
        ]
        #expect(document.scalars.map(\.resolved) == expected)
    }

    @Test("keeps the place of an alias and that of what it stands for")
    func alias() throws {
        let document = read("a: &x [1]\nb: *x\n")
        guard case .mapping(let entries) = document.root?.content else { return }
        let value = try #require(entries.last).value
        #expect(value.alias?.text == "*x")
        #expect(value.span.text == "[1]")
    }

    @Test("collects comments, and no `#` of a scalar")
    func comments() {
        let document = read(
            """
            # first
            a: 'x # no'  # second
            b: "y
              # no" # third
            c: | # fourth
              # no
            d: x#no
              # fifth
            e: [1, # sixth
              2]
            """
        )
        #expect(
            document.comments.map(\.span.text) == [
                "# first", "# second", "# third", "# fourth", "# fifth", "# sixth",
            ]
        )
        #expect(document.comments.map(\.isWholeLine) == [true, false, false, false, true, false])
    }

    @Test(
        "goes on behind a mistake",
        arguments: [
            // At the next top-level key.
            ("a: [1\nb: 2\nb: 3\n", "{a: [1], b: 2}", ["WB0001", "WB0003"]),
            ("a: 1\n  b: 2\nc: \"x\nd: 4\n", "{a: 1, d: 4}", ["WB0001", "WB0001"]),
            ("a:\n  b: \"c\" d\n  e: 1\n", "{a: {b: c, e: 1}}", ["WB0001"]),
            // Without the lines that fit nowhere.
            ("a:\n  - b: 1\n   c: 2\n  - d: 3\n", "{a: [{b: 1}, {d: 3}]}", ["WB0001"]),
            ("a:\n  - b: 1\n - c: 2\n   d: 3\n  - e: 3\n", "{a: [{b: 1}, {e: 3}]}", ["WB0001"]),
            ("a:\n  b: 1\n    c: 2\n    d: 3\n  e: 4\n", "{a: {b: 1, e: 4}}", ["WB0001"]),
            ("  a: 1\nb: 2\nc: 3\n", "{a: 1, b: 2, c: 3}", ["WB0001"]),
            ("a: &x 1\nb: [\nc: *x\n", "{a: 1, b: [], c: 1}", ["WB0001"]),
            ("a: [1\nb: 1\na: 2\n", "{a: [1], b: 1}", ["WB0001", "WB0003"]),
            // In place, as if it were quoted.
            ("a:\n  when: x ? y : z\n  b: 1\n", "{a: {when: x ? y : z, b: 1}}", ["WB0012"]),
            ("a: { b: ${ c }, d: 1 }\n", "{a: {b: ${ c }, d: 1}}", ["WB0012"]),
            ("a:\n  b: one: two\n  c: 1\n", "{a: {b: one: two, c: 1}}", ["WB0001"]),
            ("when: !a.b # c\nx: 1\n", "{when: !a.b, x: 1}", ["WB0008"]),
            // As if a tab were spaces.
            ("a:\n\tb: 1\n\tc:\n\t\td: 2\n", "{a: {b: 1, c: {d: 2}}}", ["WB0002"]),
            ("a:\n  -\t- b\n  - c\n", "{a: [[b], c]}", ["WB0002"]),
            // Without what cannot be used.
            ("a: 1\na: 2\n", "{a: 1}", ["WB0003"]),
            ("[1]: 2\nb: 3\n", "{b: 3}", ["WB0001"]),
            ("a: *x\nb: 1\n", "{a: , b: 1}", ["WB0004"]),
        ]
    )
    func recovery(yaml: String, outline: String, codes: [String]) {
        let document = read(yaml)
        #expect(document.root?.outline == outline)
        #expect(document.diagnostics.map(\.code.code) == codes)
    }

    @Test(
        "says whether the tree has all of the file",
        arguments: [
            ("a: 1\n", true), ("a: 1\na: 2\n", true), ("a: x ? y : z\n", true),
            ("a:\n\tb: 1\n", true), ("a: [1\nb: 1\n", false), ("a: 1\n---\nb: 1\n", false),
        ]
    )
    func completeness(yaml: String, isComplete: Bool) {
        #expect(read(yaml).isComplete == isComplete)
    }

    @Test(
        "leaves alone what YAML reads as it is meant",
        arguments: [
            "when: steps.a.ok # a comment\n",
            "when: steps.a.ok #\n",
            "when: steps.a.ok\n",
            "when: \"a ? b : c\"\n",
            "when: [1, 2]\n",
            "a: don't # it's fine\n",
            "a: { when: f(x), b: ${a} }\n".replacing("${a}", with: "\"${a}\""),
            "a: ${ b } # c\n",
            "a: &x 1\nb: *x\nwhen: &y true\nuntil: *y\n",
            "a: http://example.com/?a=b\n",
            "a: 12:30pm\n",
            "key: input.id\n",
            "match: { a: b }\n",
            "when: >-\n  a ? b : c\n",
        ]
    )
    func silence(yaml: String) {
        #expect(read(yaml).diagnostics.isEmpty)
    }

    @Test("offers edits that mend the file")
    func edits() {
        for name in FindingTests.cases where name.hasPrefix("WB0012") || name.hasPrefix("WB0008-n")
        {
            let source = SourceText(name: name, bytes: FindingTests.bytes(of: name))
            let edits = YAMLReader.read(source).diagnostics.flatMap(\.edits)
            var bytes = source.bytes
            for edit in edits.reversed() {
                bytes.replaceSubrange(edit.span.range, with: Array(edit.replacement.utf8))
            }
            let mended = YAMLReader.read(SourceText(name: name, bytes: bytes))
            #expect(!edits.isEmpty)
            #expect(mended.diagnostics.allSatisfy { $0.edits.isEmpty }, "\(name)")
        }
    }
}
