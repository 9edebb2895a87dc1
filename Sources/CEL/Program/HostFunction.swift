/// A function that a program offers to its expressions, beside those of the language.
///
///     let zone = HostFunction("shipping.zone", [
///         .global([.string], giving: .string, cost: 5) { values throws(HostFunction.Error) in
///             guard case .string(let country) = values[0], let zone = zones[country] else {
///                 throw HostFunction.Error("there is no zone for this country")
///             }
///             return .string(zone)
///         }
///     ])
///     let environment = Environment(variables: […], functions: [zone])
///
/// Functions are pure: what they give depends on their arguments alone, or an evaluation would not
/// give the same value twice. One whose arguments are known when an expression is compiled may be
/// called then.
///
/// A function of the language with the same name, style and number of arguments stays as it is.
public struct HostFunction: Sendable {
    /// Why a call has no value; `&&`, `||`, `all` and `exists` absorb it like any failure.
    public struct Error: Swift.Error, Hashable, Sendable {
        /// What went wrong, in one line.
        public let message: String

        /// Makes an error.
        public init(_ message: String) { self.message = message }
    }

    /// Computes the value of a call. It is given as many arguments as the overload has parameters,
    /// the receiver first, each of the kind declared: a list where a list is declared, whatever
    /// its elements are.
    public typealias Implementation = @Sendable ([Value]) throws(HostFunction.Error) -> Value

    /// One way to call a function.
    public struct Overload: Sendable {
        /// Whether it is called `x.f(y)`, with `x` as the first parameter.
        public let isMember: Bool
        /// The types of the arguments. A ``ValueType/parameter(_:)`` of one name stands for one
        /// type in all of an overload.
        public let parameters: [ValueType]
        /// The type of the value.
        public let result: ValueType
        /// The units of work that a call counts for, as in ``EvaluationLimits/cost``.
        public let cost: Int
        /// How it is computed; without one, expressions that call it can only be checked.
        public let implementation: Implementation?

        /// An overload that is called `f(x, y)`.
        public static func global(
            _ parameters: [ValueType],
            giving result: ValueType,
            cost: Int = 1,
            _ implementation: Implementation? = nil
        ) -> Overload {
            Overload(
                isMember: false,
                parameters: parameters,
                result: result,
                cost: cost,
                implementation: implementation
            )
        }

        /// An overload that is called `x.f(y)`. The type of `x` is the first parameter.
        public static func member(
            _ parameters: [ValueType],
            giving result: ValueType,
            cost: Int = 1,
            _ implementation: Implementation? = nil
        ) -> Overload {
            Overload(
                isMember: true,
                parameters: parameters,
                result: result,
                cost: cost,
                implementation: implementation
            )
        }
    }

    /// The name; that of a global function may be qualified, as in `shipping.zone`.
    public let name: String
    /// The ways to call it. Those of one style and number of parameters are told apart by the
    /// kinds of the arguments, and the first that fits is taken.
    public let overloads: [Overload]

    /// Declares a function.
    public init(_ name: String, _ overloads: [Overload]) {
        self.name = name
        self.overloads = overloads
    }
}
