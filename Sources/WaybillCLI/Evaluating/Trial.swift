import CEL
import WaybillDiagnostics
import WaybillModel

/// An expression that was tried on an input, with what came of it.
struct Trial {
    let value: Value
    let type: ValueType
    /// In units of work.
    let cost: Int

    /// Checks and evaluates an expression. The document of a path, if there is one, is its
    /// `input`; so is a type without a document, as far as checking goes.
    init(_ expression: String, on path: String?, typed input: InputType?) throws {
        let text = EmbeddedText(expression)
        let isDeclared = path != nil || input != nil
        let inputType = input?.type ?? .any
        let compilation = Program.compile(
            text,
            in: Environment(variables: isDeclared ? [.init(Self.input, inputType)] : [])
        )
        guard let program = compilation.program else {
            throw RefusedInput(compilation.diagnostics.map(Self.explained))
        }
        let document = try path.map { path in
            try JSONInput.read(
                JSONInput.source(path),
                as: inputType,
                declaration: input?.declaration
            )
        }
        let given = try document.map { try Value($0, as: inputType) }
        do throws(EvaluationError) {
            (value, cost) = try program.evaluateWithCost([given])
        } catch {
            let isInputMissing = given == nil && !program.variableIndices.isEmpty
            throw RefusedInput([.evaluationFailed(error, isInputMissing: isInputMissing)])
        }
        type = program.type
    }

    /// For people.
    var text: String {
        """
        \(value.source)
          type  \(type)
          cost  \(cost) \(cost == 1 ? "unit" : "units")
        """
    }

    /// For programs.
    var json: JSON {
        .object([
            JSON.Member("value", value.json),
            JSON.Member("type", .string("\(type)")),
            JSON.Member("cost", .number("\(cost)")),
        ])
    }

    private static let input = ExpressionVariable.input.rawValue

    /// Says of the names that exist in workflows why they do not exist here.
    private static func explained(_ finding: Diagnostic) -> Diagnostic {
        guard finding.code == .undefinedName,
            let name = ExpressionVariable(rawValue: finding.span.text)
        else { return finding }
        var explained = finding
        explained.help = [
            name == .input
                ? "give its value with --input FILE, or its type with --types FILE"
                : "only `input` exists here; `\(name.rawValue)` is known only in a workflow"
        ]
        explained.edits = []
        return explained
    }
}

extension Diagnostic {
    /// An expression that is sound, and has no value all the same.
    fileprivate static func evaluationFailed(
        _ error: EvaluationError,
        isInputMissing: Bool
    ) -> Diagnostic {
        Diagnostic(
            .evaluationFailed,
            error.message,
            at: error.span,
            help: isInputMissing ? ["`input` is a JSON document: give one with --input FILE"] : []
        )
    }
}
