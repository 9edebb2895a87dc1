/// An expression with what checking found out about its nodes, by their ids.
struct CheckedExpression: Sendable {
    /// What a name, a selection or a call stands for.
    enum Reference: Sendable {
        /// A variable, by its position in the environment.
        case variable(Int)
        /// A variable of a macro, by its slot.
        case local(Int)
        /// A type as a value.
        case type(ValueType)
        case function(Function)
    }

    let root: Expression
    let types: [ValueType]
    let references: [Reference?]
    /// The slots that the variables of macros need.
    let localCount: Int

    /// The type of an expression.
    func type(of expression: Expression) -> ValueType { types[expression.id] }
}
