import CEL
import WaybillDiagnostics

extension ExpressionCompiler {
    /// The program, if its value can be kept and sent; `nil`, with a finding, when it cannot.
    func data(_ program: Program?, of text: EmbeddedText) -> Program? {
        guard let program, !program.type.isData else { return program }
        findings.report(.noData(text, program.type))
        return nil
    }
}

extension ValueType {
    /// Whether values of the type can be written as JSON and read back.
    fileprivate var isData: Bool {
        switch self {
        case .type: false
        case .list(let element): element.isData
        case .map(_, let value): value.isData
        case .optional(let wrapped): wrapped.isData
        default: true
        }
    }
}

extension Diagnostic {
    /// WB0302
    fileprivate static func noData(_ text: EmbeddedText, _ type: ValueType) -> Diagnostic {
        Diagnostic(
            .celType,
            "a value of type `\(type)` cannot be kept",
            at: text.whole,
            label: "a type is no data",
            help: ["compare it where it stands: `type(x) == int`"]
        )
    }
}
