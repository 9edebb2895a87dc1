import WaybillDiagnostics

extension Diagnostic {
    // MARK: WB0001, WB0002

    static func notUTF8(at span: Span) -> Diagnostic {
        Diagnostic(
            .yamlSyntax,
            "the file is not UTF-8",
            at: span,
            label: "this is no UTF-8",
            help: ["save the file in the encoding UTF-8"]
        )
    }

    static func controlCharacter(at span: Span) -> Diagnostic {
        let code = span.text.unicodeScalars.first.map { String($0.value, radix: 16) } ?? ""
        let name = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code.uppercased()
        return Diagnostic(
            .yamlSyntax,
            "the control character \(name) cannot stand in a YAML file",
            at: span,
            label: "here",
            help: ["remove it, or write it as an escape in a double-quoted text"]
        )
    }

    static func keyIsNoScalar(at span: Span) -> Diagnostic {
        Diagnostic(
            .yamlSyntax,
            "a key must be a name, not a list or a mapping",
            at: span,
            label: "used as a key",
            help: ["to write an expression, use `\"${ … }\"` in quotes; to write text, quote it"]
        )
    }

    static func tabIndent(
        _ first: Range<Int>,
        further: ArraySlice<Range<Int>>,
        in source: SourceText
    ) -> Diagnostic {
        let others = further.count == 1 ? "1 more line is" : "\(further.count) more lines are"
        return Diagnostic(
            .tabIndent,
            "a tab cannot indent in YAML",
            at: Span(in: source, first),
            label: "indented with a tab",
            notes: further.isEmpty ? [] : ["\(others) indented with tabs"],
            help: ["indent with spaces, two for each level"],
            edits: ([first] + further).map { indent in
                let text = source.text(of: indent).replacing("\t", with: "  ")
                return Edit(
                    replacing: Span(in: source, indent),
                    with: text,
                    confidence: .maybe
                )
            }
        )
    }

    // MARK: WB0003 to WB0005

    static func duplicateKey(_ key: String, at span: Span, first: Span) -> Diagnostic {
        Diagnostic(
            .duplicateKey,
            "the key `\(key)` is given twice",
            at: span,
            label: "given again here",
            labels: [Label(first, "first given here")],
            notes: ["only the first one is read"],
            help: ["remove one of them, or join what they say"]
        )
    }

    static func undefinedAlias(_ name: String, at span: Span, known: [String]) -> Diagnostic {
        let anchors = "the anchors above are " + known.map { "`&\($0)`" }.joined(separator: ", ")
        let meant = closestMatch(to: name, among: known)
        return Diagnostic(
            .undefinedAlias,
            "there is no anchor `&\(name)` before this alias",
            at: span,
            label: "not defined above",
            notes: known.isEmpty ? [] : [anchors],
            help: [
                meant.map { "did you mean `*\($0)`?" }
                    ?? "if this is an expression or text, put it in quotes: a leading `*` is an alias"
            ],
            edits: meant.map { [Edit(replacing: span, with: "*\($0)", confidence: .maybe)] } ?? []
        )
    }

    static func recursiveAlias(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .aliasExpansion,
            "the alias `*\(name)` stands inside what it stands for",
            at: span,
            label: "inside `&\(name)`",
            help: ["write out the value that is meant here"]
        )
    }

    static func aliasExplosion(at span: Span) -> Diagnostic {
        Diagnostic(
            .aliasExpansion,
            "aliases make this file too large",
            at: span,
            label: "not expanded any more",
            notes: [
                "with its aliases expanded a file may have \(YAMLLimits.expansion) times as many "
                    + "nodes as it has without"
            ],
            help: ["use fewer aliases to what contains aliases itself"]
        )
    }

    // MARK: WB0006, WB0007

    static func fileTooLarge(_ source: SourceText) -> Diagnostic {
        Diagnostic(
            .resourceLimit,
            "the file is larger than 4 MiB",
            at: Span(in: source, 0..<0),
            notes: ["it has \(source.bytes.count) bytes"],
            help: ["split it: a workflow can `use` other files and `run` other workflows"]
        )
    }

    static func scalarTooLong(at span: Span) -> Diagnostic {
        let start = span.range.lowerBound
        return Diagnostic(
            .resourceLimit,
            "this text is longer than 1 MiB",
            at: Span(in: span.source, start..<(start + 1)),
            label: "starts here",
            help: ["keep large data outside of the workflow, and pass a reference to it"]
        )
    }

    static func tooDeep(at span: Span) -> Diagnostic {
        Diagnostic(
            .resourceLimit,
            "this is nested more than \(YAMLLimits.depth) levels deep",
            at: span,
            label: "too deep",
            help: ["is there a closing bracket missing before?"]
        )
    }

    static func tooManyFindings(at span: Span) -> Diagnostic {
        Diagnostic(
            .resourceLimit,
            "there are more than \(YAMLLimits.findings) findings like these",
            at: span,
            label: "the last one shown",
            help: ["mend these first"]
        )
    }

    static func secondDocument(at span: Span) -> Diagnostic {
        Diagnostic(
            .oneDocument,
            "a second document starts here",
            at: span,
            label: "starts the second one",
            notes: ["what follows is not read"],
            help: ["put each workflow in a file of its own, or remove the `---`"]
        )
    }

    static func emptyDocument(_ source: SourceText) -> Diagnostic {
        Diagnostic(
            .oneDocument,
            "the file is empty",
            at: Span(in: source, 0..<0),
            help: ["a file starts with `waybill: 1`"]
        )
    }

    // MARK: WB0008, WB0012

    static func unknownTag(at span: Span) -> Diagnostic {
        let negation = span.text.hasPrefix("!") && !span.text.hasPrefix("!!")
        return Diagnostic(
            .unknownTag,
            "the tag `\(span.text)` is not known",
            at: span,
            label: "read as a tag",
            notes: ["the tags of YAML's core schema are known: !!str !!int !!float !!bool !!null"],
            help: [
                negation
                    ? "if `!` is meant as “not”, or as text, put the whole value in quotes"
                    : "remove the tag"
            ]
        )
    }

    static func tagDoesNotFit(at span: Span, _ value: String) -> Diagnostic {
        Diagnostic(
            .unknownTag,
            "the tag `\(span.text)` does not fit \(value)",
            at: span,
            label: "does not fit",
            help: ["remove the tag"]
        )
    }

    static func unquotedValue(
        at span: Span,
        key: String,
        misreading: Misreading
    ) -> Diagnostic {
        let quoted = quote(span.text)
        let isShort = !span.text.contains("\n") && span.text.utf8.count <= 60
        let prefix = key.isEmpty ? "" : "\(key): "
        let advice =
            isShort ? "put it in quotes: `\(prefix)\(quoted)`" : "put the whole value in quotes"
        return Diagnostic(
            misreading.code,
            misreading.message,
            at: span,
            label: "needs quotes",
            notes: [misreading.note],
            help: misreading.alternative.map { [$0, "else " + advice] } ?? [advice],
            edits: misreading.isMendedByQuotes
                ? [Edit(replacing: span, with: quoted, confidence: misreading.confidence)] : []
        )
    }

    /// A text as a quoted scalar, in the quotes that need no escapes when there are such.
    private static func quote(_ text: String) -> String {
        if !text.contains("\""), !text.contains("\\") { return "\"\(text)\"" }
        return "'\(text.replacing("'", with: "''"))'"
    }
}
