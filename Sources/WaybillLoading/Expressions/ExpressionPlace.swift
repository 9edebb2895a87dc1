import CEL
import WaybillDiagnostics
import WaybillModel

/// What expressions at one place of a workflow may see.
struct ExpressionPlace {
    /// The types of the names that may be read besides `steps`, by their slots.
    private var variables: [ValueType?]
    /// `nil` where steps cannot be read.
    private let steps: VisibleSteps?
    /// The names that `for_each` gives to elements and positions.
    private var elements: [Environment.Variable] = []
    /// Whether the elements are all there is: a constraint is evaluated apart from any run.
    private var isConstraint = false
    /// What may be called besides the functions of the language.
    private var functions: [HostFunction] = []
    /// What to do about names that may not be read here, where that is the same for all of them.
    let remedy: String?
    /// What uses the text, where that stands elsewhere and decides the types here.
    private(set) var user: Diagnostic.Label?

    private init(
        variables: [ExpressionVariable: ValueType],
        steps: VisibleSteps?,
        remedy: String? = nil
    ) {
        self.variables = ExpressionVariable.allCases.map { variables[$0] }
        self.steps = steps
        self.remedy = remedy
    }

    /// The key of a run is computed before there is a run.
    static func key(input: ValueType?) -> ExpressionPlace {
        ExpressionPlace(variables: [.input: input].compactMapValues { $0 }, steps: nil)
    }

    /// An invariant is about what stands at the end of a run.
    static func end(input: ValueType?) -> ExpressionPlace {
        var place = ExpressionPlace(
            variables: [.input: input].compactMapValues { $0 },
            steps: nil,
            remedy: "an invariant is about `input` and the facts that stand: `did('captured')`"
        )
        place.functions = [HostFunction("did", [.global([.string], giving: .bool)])]
        return place
    }

    /// A constraint of a policy, over data of these types. `user` is the step that gives them.
    static func constraint(over types: ConstraintTypes, usedAt user: Span?) -> ExpressionPlace {
        var place = ExpressionPlace(
            variables: [:],
            steps: nil,
            remedy: "a constraint sees `site`, `service`, `line` and `order`, and nothing else"
        )
        place.isConstraint = true
        place.elements = types.variables
        place.user = user.map { .init($0, "of what this step is given") }
        return place
    }

    /// A part of a scenario: it sees an input, and nothing else.
    static func scenario(input: ValueType) -> ExpressionPlace {
        ExpressionPlace(
            variables: [.input: input],
            steps: nil,
            remedy: "expressions of a scenario see `input`, and nothing else of a run"
        )
    }

    /// The input of a scenario, which is there before anything else.
    static var nowhere: ExpressionPlace {
        ExpressionPlace(
            variables: [:],
            steps: nil,
            remedy:
                "the input of a scenario is written out: there is nothing yet to compute it from"
        )
    }

    /// What starts runs is evaluated over an event with data of this type.
    static func start(by data: ValueType) -> ExpressionPlace {
        ExpressionPlace(
            variables: [.event: .record(event(of: .string, with: data))],
            steps: nil,
            remedy: "before there is a run only `event` is known"
        )
    }

    /// A step, with the steps that it sees.
    static func step(input: ValueType?, steps: VisibleSteps) -> ExpressionPlace {
        ExpressionPlace(
            variables: [.input: input, .run: .record(run), .now: .timestamp]
                .compactMapValues { $0 },
            steps: steps
        )
    }

    /// The same place inside `for_each`es that give names to their elements, and in a round of a
    /// `repeat`.
    func inside(_ elements: [Environment.Variable], previous: RecordType?) -> ExpressionPlace {
        var place = self
        place.elements = elements
        if let previous { place.variables[ExpressionVariable.previous.slot] = .record(previous) }
        return place
    }

    /// The same place where an error is seen, of one of these codes; `nil` when any may come.
    func catching(_ codes: [ErrorCode]?) -> ExpressionPlace {
        var place = self
        place.variables[ExpressionVariable.error.slot] = .record(Self.error(of: codes))
        return place
    }

    /// The same place in the `where` of an `await`, for an event of one of these types.
    func receiving(_ types: ValueType, _ data: ValueType) -> ExpressionPlace {
        var place = self
        place.variables[ExpressionVariable.event.slot] = .record(Self.event(of: types, with: data))
        return place
    }

    /// The same place in the undo of a call. Its error may be that of a run that this one is a part
    /// of, whose codes are not known here.
    func undoing(_ call: RecordType) -> ExpressionPlace {
        var place = catching(nil)
        place.variables[ExpressionVariable.call.slot] = .record(call)
        return place
    }

    /// Whether a name may be read here.
    func has(_ variable: ExpressionVariable) -> Bool {
        variable == .steps ? steps != nil : variables[variable.slot] != nil
    }

    /// Whether it has the variables and the functions of any step.
    var isOrdinary: Bool { !isConstraint && functions.isEmpty }

    /// Whether a program of an ordinary place reads nothing but what is here, with the types that it
    /// was compiled for, so that compiling its text here would give the same.
    func fits(_ program: Program) -> Bool {
        let compiledFor = program.environment.variables
        let named = variables.count
        guard isOrdinary, compiledFor.count == named + elements.count,
            zip(compiledFor[named...], elements).allSatisfy({ $0.name == $1.name })
        else { return false }
        return program.variableIndices.allSatisfy { index in
            let type =
                switch index {
                case ExpressionVariable.steps.slot: steps.flatMap { $0.type(for: program) }
                case ..<named: variables[index]
                default: elements[index - named].type
                }
            return type.map { Self.isSame($0, compiledFor[index].type) } ?? false
        }
    }

    /// Whether two types are built and named alike: `type(x)` and messages tell of names.
    private static func isSame(_ type: ValueType, _ other: ValueType) -> Bool {
        if case (.record(let left), .record(let right)) = (type, other), left === right {
            return true
        }
        return type == other && type.description == other.description
    }

    /// The environment that an expression of the place is compiled in: every variable has its
    /// fixed position, and those that may not be read here fit everywhere.
    func environment(for tokens: [ExpressionToken]) -> Environment {
        if isConstraint { return Environment(variables: elements) }
        return Environment(
            variables: zip(ExpressionVariable.allCases, variables).map { variable, known in
                let type =
                    variable == .steps ? steps.map { .record($0.record(for: tokens)) } : known
                return Environment.Variable(variable.rawValue, type ?? .unknown)
            } + elements,
            functions: functions
        )
    }

    /// A CloudEvent of one of these types.
    private static func event(of types: ValueType, with data: ValueType) -> RecordType {
        RecordType(fields: [
            .init("id", .string), .init("source", .string), .init("type", types),
            .init("subject", .optional(.string)), .init("time", .timestamp), .init("data", data),
        ])
    }

    private static let run = RecordType(fields: [
        .init("id", .string), .init("workflow", .string), .init("started_at", .timestamp),
    ])

    private static func error(of codes: [ErrorCode]?) -> RecordType {
        RecordType(fields: [
            .init("code", .string).knowing(codes?.map(\.rawValue)), .init("message", .string),
            .init("details", .optional(.any)), .init("effect", effects),
        ])
    }

    private static let effects = ValueType.enumeration(Effect.allCases.map(\.rawValue))
}
