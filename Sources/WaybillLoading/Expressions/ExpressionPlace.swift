import CEL
import WaybillModel

/// What expressions at one place of a workflow may see.
struct ExpressionPlace: Sendable {
    /// The names that may be read, with their types.
    var variables: [ExpressionVariable: ValueType]

    /// The key of a run is computed before there is a run.
    static func key(input: ValueType) -> ExpressionPlace {
        ExpressionPlace(variables: [.input: input])
    }

    /// A step, with the steps that it sees.
    static func step(input: ValueType, steps: RecordType) -> ExpressionPlace {
        ExpressionPlace(variables: [
            .input: input, .steps: .record(steps), .run: .record(run), .now: .timestamp,
        ])
    }

    /// The same place inside a `catch`.
    var catching: ExpressionPlace {
        var place = self
        place.variables[.error] = .record(Self.error)
        return place
    }

    /// The same place in the undo of a call.
    func undoing(_ call: RecordType) -> ExpressionPlace {
        var place = catching
        place.variables[.call] = .record(call)
        return place
    }

    /// The environment that programs of the place are compiled in: every variable has its fixed
    /// position, and those that may not be read here fit everywhere.
    var environment: Environment {
        Environment(
            variables: ExpressionVariable.allCases.map {
                Environment.Variable($0.rawValue, variables[$0] ?? .unknown)
            }
        )
    }

    private static let run = RecordType(fields: [
        .init("id", .string), .init("workflow", .string), .init("started_at", .timestamp),
    ])

    private static let error = RecordType(fields: [
        .init("code", .string), .init("message", .string), .init("details", .optional(.any)),
        .init("effect", .string),
    ])
}
