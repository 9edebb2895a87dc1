/// All functions of the language, in one table.
struct FunctionTable: Sendable {
    /// What a call says of the function it means.
    private struct Key: Hashable {
        let name: String
        let isMember: Bool
        /// With the receiver; `nil` for any number.
        let count: Int?
    }

    /// The standard library of CEL, the extensions offered, and `decimal`.
    static let standard = FunctionTable(
        arithmeticFunctions + comparisonFunctions + conversionFunctions + decimalFunctions
            + textFunctions + textSearchFunctions + patternFunctions + formatFunctions
            + timestampFunctions
            + listFunctions + aggregateFunctions + optionalFunctions + lazyOptionalFunctions
            + mathFunctions + bitFunctions + setFunctions + encoderFunctions
    )

    private let functions: [Key: Function]
    /// All of them, in the order given.
    private let ordered: [Function]
    /// The names of the functions that are called as `f(x)`.
    let globalNames: [String]
    /// The names of the functions that are called as `x.f()`.
    let memberNames: [String]

    init(_ functions: [Function]) {
        var table: [Key: Function] = [:]
        for function in functions {
            let count = function.isVariadic ? nil : function.signatures.first?.parameters.count
            let key = Key(name: function.name, isMember: function.style == .member, count: count)
            table[key] = function
        }
        self.functions = table
        ordered = functions
        globalNames = Self.names(of: functions.filter { $0.style == .global })
        memberNames = Self.names(of: functions.filter { $0.style == .member })
    }

    /// The names of functions, each once, in their order.
    private static func names(of functions: [Function]) -> [String] {
        var seen: Set<String> = []
        return functions.map(\.name).filter { seen.insert($0).inserted }
    }

    /// The table with the functions of a host. Where both have one of the same name, style and
    /// number of arguments, that of the language stays.
    func adding(_ declared: [HostFunction]) -> FunctionTable {
        guard !declared.isEmpty else { return self }
        return FunctionTable(HostFunction.functions(of: declared) + ordered)
    }

    /// The function of a name that takes that many arguments, the receiver included.
    func function(_ name: String, _ style: Function.Style, count: Int) -> Function? {
        let isMember = style == .member
        return functions[Key(name: name, isMember: isMember, count: count)]
            ?? functions[Key(name: name, isMember: isMember, count: nil)]
    }

    /// The numbers of arguments that functions of a name take, without the receiver.
    func argumentCounts(of name: String, _ style: Function.Style) -> [Int] {
        let isMember = style == .member
        let counts = functions.keys.filter { $0.name == name && $0.isMember == isMember }
            .compactMap(\.count)
        return counts.map { isMember ? $0 - 1 : $0 }.sorted()
    }
}
