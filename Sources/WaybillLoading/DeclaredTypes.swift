package import CEL
package import WaybillDiagnostics
package import WaybillModel

/// The types that a file declares and sees, for reading data outside of a run.
package struct DeclaredTypes {
    /// The name of the workflow that the file holds.
    package let workflow: WorkflowName?
    /// What the workflow declares as its input.
    package let input: ValueType?
    /// The names of the types that the file itself declares, in its order.
    package let names: [String]

    private let resolver: TypeResolver
    private let findings: Findings
    /// Where the steps stand, which may be wrong without hurting.
    private let steps: Span?

    /// The types of a file. Its steps are not looked at: while one is being written, expressions
    /// over the input can be tried all the same.
    package init(path: String, reading: FileReading = .disk) {
        findings = Findings()
        let file = SourceFiles(reading: reading, findings: findings).entry(path)
        let declared = file?.declaration?.workflow
        resolver =
            file?.resolver ?? TypeResolver([], visible: Namespace(), findings: findings)
        workflow = declared?.name.value
        input = declared?.input.map { [resolver] in resolver.resolve($0) }
        names = file?.declaration?.types.map(\.name.value) ?? []
        steps = declared?.steps.span
    }

    /// The built-in types alone.
    package init() {
        findings = Findings()
        resolver = TypeResolver([], visible: Namespace(), findings: findings)
        workflow = nil
        input = nil
        names = []
        steps = nil
    }

    /// Everything that is wrong with the file and with the types read off it since.
    package var errors: [Diagnostic] {
        findings.all.filter { $0.severity == .error && !isInSteps($0.span) }
    }

    /// The type that a text such as `Order` or `[Line]` stands for; of one that is wrong,
    /// ``errors`` tells.
    package func type(_ text: EmbeddedText) -> ValueType {
        let reader = DeclarationReader(findings: findings, isPartial: false)
        return resolver.resolve(reader.typeExpression(text))
    }

    private func isInSteps(_ span: Span) -> Bool {
        guard let steps, steps.source === span.source else { return false }
        return steps.range.contains(span.range.lowerBound)
    }
}
