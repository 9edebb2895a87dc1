/// What an expression may name: variables with their types, in the order in which evaluation is
/// given their values, and functions beside those of the language.
public struct Environment: Sendable {
    /// A variable.
    public struct Variable: Hashable, Sendable {
        /// Its name; a qualified name such as `a.b` is a variable of its own.
        public let name: String
        /// Its type.
        public let type: ValueType

        /// Declares a variable.
        public init(_ name: String, _ type: ValueType) {
            self.name = name
            self.type = type
        }
    }

    /// The variables, in order.
    public let variables: [Variable]
    /// The namespace that names are looked up in first: in `a.b`, `x` means `a.b.x`, then `a.x`,
    /// then `x`.
    public var container: String

    /// The position of each variable, when there are many; of two of one name the first counts.
    private let indices: [String: Int]
    /// The functions of the language and of the host.
    let functions: FunctionTable

    /// Makes an environment.
    public init(
        variables: [Variable],
        functions: [HostFunction] = [],
        container: String = ""
    ) {
        self.variables = variables
        self.container = container
        self.functions = FunctionTable.standard.adding(functions)
        let isLong = variables.count > Self.fewVariables
        indices =
            isLong
            ? Dictionary(
                zip(variables.map(\.name), variables.indices),
                uniquingKeysWith: { first, _ in first }
            ) : [:]
    }

    /// So many are found faster by looking at each than by hashing.
    private static let fewVariables = 16

    /// The position of a variable; `nil` when there is none of the name.
    func index(of variable: String) -> Int? {
        if variables.count > Self.fewVariables { return indices[variable] }
        return variables.firstIndex { $0.name == variable }
    }

    /// The names that a name may stand for, the innermost namespace first. A leading dot makes it
    /// absolute.
    func candidates(for name: String) -> [String] {
        if name.hasPrefix(".") { return [String(name.dropFirst())] }
        guard !container.isEmpty else { return [name] }
        var parts = container.split(separator: ".")
        var candidates: [String] = []
        while !parts.isEmpty {
            candidates.append("\(parts.joined(separator: ".")).\(name)")
            parts.removeLast()
        }
        return candidates + [name]
    }
}
