/// A function of the language: what it takes and gives, and how it is computed. All overloads of
/// one name and number of arguments are one function, whose body goes by the kinds of the values.
struct Function: Sendable {
    /// How it is called.
    enum Style: Sendable {
        /// `size(x)`.
        case global
        /// `x.size()`; the receiver is the first parameter.
        case member
    }

    /// How a function of two values is computed.
    typealias BinaryBody = @Sendable (Value, Value, inout Meter) throws(Failure) -> Value

    /// How it is computed. Bodies refuse values of other kinds themselves, so that they may be
    /// called with values whose type was not checked.
    enum Body: Sendable {
        case none(@Sendable (inout Meter) throws(Failure) -> Value)
        case one(@Sendable (Value, inout Meter) throws(Failure) -> Value)
        case two(BinaryBody)
        case three(@Sendable (Value, Value, Value, inout Meter) throws(Failure) -> Value)
        case any(@Sendable ([Value], inout Meter) throws(Failure) -> Value)
        /// The second argument is a regular expression.
        case pattern(PatternBody)

        static func pattern(mostGroups: Int? = nil, _ body: @escaping PatternBody.Body) -> Body {
            .pattern(PatternBody(mostGroups: mostGroups, body: body))
        }
    }

    let name: String
    let style: Style
    let signatures: [Signature]
    let body: Body
    /// Whether it takes any number of arguments, each of which fits one of its signatures.
    let isVariadic: Bool

    init(
        _ name: String,
        _ style: Style,
        _ signatures: [Signature],
        _ body: Body,
        isVariadic: Bool = false
    ) {
        self.name = name
        self.style = style
        self.signatures = signatures
        self.body = body
        self.isVariadic = isVariadic
    }

    /// A function called as `f(x)`.
    init(_ name: String, _ signatures: [Signature], _ body: Body) {
        self.init(name, .global, signatures, body)
    }

    /// A function of one signature.
    init(
        _ name: String,
        _ style: Style,
        _ parameters: [ValueType],
        _ result: ValueType,
        _ body: Body
    ) {
        self.init(name, style, [Signature(parameters, result)], body)
    }

    /// A function of one signature, called as `f(x)`.
    init(_ name: String, _ parameters: [ValueType], _ result: ValueType, _ body: Body) {
        self.init(name, .global, [Signature(parameters, result)], body)
    }
}

/// How a function of a text and a regular expression is computed: given the expression in its
/// compiled form, the text, and the arguments after both.
struct PatternBody: Sendable {
    typealias Body =
        @Sendable (RegularExpression, Value, [Value], inout Meter) throws(Failure) -> Value

    /// The capturing groups that the expression may have; `nil` for any number.
    let mostGroups: Int?
    let body: Body
}

/// The types that an overload takes and the one it gives.
struct Signature: Sendable {
    let parameters: [ValueType]
    let result: ValueType
    /// Whether it mentions type parameters.
    let isGeneric: Bool

    init(_ parameters: [ValueType], _ result: ValueType) {
        self.parameters = parameters
        self.result = result
        isGeneric = (parameters + [result]).contains(where: \.hasParameter)
    }

    /// A signature for each of several types that a function takes.
    static func each(_ types: [ValueType], giving result: ValueType) -> [Signature] {
        types.map { Signature([$0], result) }
    }
}

extension ValueType {
    /// Whether a type parameter occurs in the type.
    var hasParameter: Bool {
        switch self {
        case .parameter: true
        case .list(let element): element.hasParameter
        case .map(let key, let value): key.hasParameter || value.hasParameter
        case .optional(let wrapped): wrapped.hasParameter
        case .abstract(_, let parts): parts.contains(where: \.hasParameter)
        default: false
        }
    }

    /// The type parameters of signatures.
    static let a = ValueType.parameter("A")
    static let b = ValueType.parameter("B")
}
