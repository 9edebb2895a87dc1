import CEL
import WaybillDiagnostics
import WaybillModel

extension Namespace {
    /// Adds what a file declares to what the files it uses declare.
    mutating func declare(_ file: FileDeclaration, resolver: TypeResolver, findings: Findings) {
        for type in file.types {
            declare(resolver.declared(type.name), findings: findings)
        }
        for event in file.events {
            declare(
                EventDeclaration(
                    type: EventType(event.name.value),
                    data: resolver.resolve(event.data.value),
                    isExternal: event.isExternal,
                    span: event.name.span,
                    dataSpan: event.data.span
                ),
                findings: findings
            )
        }
        for handler in file.handlers {
            declare(
                HandlerContract(handler, resolver: resolver, findings: findings),
                findings: findings
            )
        }
        for policy in file.policies { declare(policy, findings: findings) }
    }
}

extension HandlerContract {
    /// The contract that a declaration stands for.
    init(_ handler: HandlerDeclaration, resolver: TypeResolver, findings: Findings) {
        let readsOnly = handler.consequence == .none
        self.init(
            name: HandlerName(handler.name.value),
            summary: handler.summary,
            input: Self.input(handler, resolver: resolver, findings: findings),
            output: handler.output.map { resolver.resolve($0) } ?? .null,
            errors: handler.errors,
            idempotency: handler.idempotency ?? (readsOnly ? .natural : .none),
            consequence: handler.consequence,
            settlesIn: handler.settlesIn,
            holdsFor: handler.holdsFor,
            isSafeIfAbsent: handler.isSafeIfAbsent,
            fences: handler.fences,
            span: handler.name.span
        )
    }

    /// The type of what it is given, which is a record.
    private static func input(
        _ handler: HandlerDeclaration,
        resolver: TypeResolver,
        findings: Findings
    ) -> ValueType {
        guard let expression = handler.input else { return .record(RecordType(fields: [])) }
        let type = resolver.resolve(expression.value)
        switch type {
        case .record, .unknown: return type
        default:
            findings.report(.inputNotRecord(handler, type, at: expression.span))
            return .unknown
        }
    }
}

extension Diagnostic {
    fileprivate static func inputNotRecord(
        _ handler: HandlerDeclaration,
        _ type: ValueType,
        at span: Span
    ) -> Diagnostic {
        Diagnostic(
            .wrongShape,
            "the input of `\(handler.name.value)` must be a record, but is `\(type)`",
            at: span,
            label: "not a record",
            help: ["give what it is given a name: `input: { value: \(type) }`"]
        )
    }
}
