import CEL
import WaybillDiagnostics
import WaybillModel

/// The steps that run once the ending of a run is decided, and what must hold at every end.
extension WorkflowBuilder {
    /// Walks the lists under `after`. They see all that may have run: that of an outcome as certain
    /// what has run wherever a `finish` names it.
    func walkAfter() {
        for (scope, list) in zip(index.after, declaration.after) {
            guard case .after(let ending) = index.scopes[scope.index].kind else { continue }
            check(ending, list.ending)
            var facts = Facts(stepCount: declaration.stepCount)
            let ended: Facts? = if case .outcome(let name) = ending { endings[name] } else { nil }
            for node in outputs.nodes where index.isVisible(node, from: scope) {
                facts = facts.adding(node, ended?[node] == .always ? .always : .passed)
            }
            walk(
                list.steps,
                ListPosition(after: scope, list: list.steps, hasError: ending.hasError),
                entered: facts,
                isReached: true
            )
        }
    }

    private func check(_ ending: Ending, _ name: Located<String>) {
        guard case .outcome(let outcome) = ending, outcomes[outcome] == nil,
            !declaration.isPartial
        else { return }
        let known =
            Ending.Status.allCases.map(\.rawValue) + declaration.outcomes.map(\.name.rawValue)
        findings.report(.unknownEnding(name, known: known))
    }

    var invariants: [Invariant] {
        declaration.invariants.compactMap { invariant in
            guard let text = invariant.condition else { return nil }
            let facts = Set(
                namespace.contracts.values.compactMap { contract -> Fact? in
                    if case .establishes(let fact) = contract.consequence { fact } else { nil }
                }
            )
            checkFacts(in: text, known: facts.sorted())
            let condition = expressions.compile(
                text,
                at: .end(input: input),
                expecting: .bool
            )
            return condition.map {
                Invariant(name: invariant.name.value, condition: $0, span: invariant.name.span)
            }
        }
    }

    /// Holds what `did` is asked for against the facts that contracts establish.
    private func checkFacts(in text: EmbeddedText, known: [Fact]) {
        let tokens = ExpressionScanner.tokens(of: text.text)
        for index in tokens.indices
        where tokens[index].text == "did" && tokens[index].kind == .identifier {
            let arguments = tokens[(index + 1)...].prefix(3).map(\.text)
            guard arguments.count == 3, arguments[0] == "(", arguments[2] == ")",
                let fact = arguments[1].unquoted
            else {
                findings.report(.factNotWritten(at: text.span(tokens[index].range)))
                continue
            }
            if !known.contains(Fact(fact)), !namespace.isIncomplete {
                let span = text.span(tokens[index + 2].range)
                findings.reportMissing(.unknownFact(fact, at: span, known: known))
            }
        }
    }
}

extension String {
    /// The text inside the quotes of a plain string literal; `nil` for anything else.
    fileprivate var unquoted: String? {
        guard count >= 2, let quote = first, quote == last, quote == "'" || quote == "\"" else {
            return nil
        }
        let inside = dropFirst().dropLast()
        return inside.contains("\\") || inside.contains(quote) ? nil : String(inside)
    }
}

extension Diagnostic {
    fileprivate static func unknownEnding(_ name: Located<String>, known: [String]) -> Diagnostic {
        let near = didYouMean(name.value, among: known)
        return Diagnostic(
            .undefinedName,
            "no run ends as `\(name.value)`",
            at: name.span,
            label: "neither a status nor an outcome",
            help: near.isEmpty ? ["a run ends as one of \(quoted(known))"] : near
        )
    }

    fileprivate static func factNotWritten(at span: Span) -> Diagnostic {
        Diagnostic(
            .undefinedName,
            "`did` asks for a fact by its name",
            at: span,
            label: "which fact?",
            help: ["write the name as it stands in the contract: `did('captured')`"]
        )
    }

    fileprivate static func unknownFact(_ name: String, at span: Span, known: [Fact]) -> Diagnostic
    {
        let near = didYouMean(name, among: known.map(\.rawValue))
        let names = quoted(known.map(\.rawValue))
        return Diagnostic(
            .undefinedName,
            "there is no fact `\(name)`",
            at: span,
            label: "no contract establishes it",
            help: near.isEmpty
                ? [
                    known.isEmpty
                        ? "contracts name facts with `effect`" : "the facts are \(names)"
                ] : near
        )
    }
}
