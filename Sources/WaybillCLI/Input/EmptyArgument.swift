/// Arguments that say nothing: nearly always a variable of the shell that is not set. As a path they
/// would mean the current folder.
enum EmptyArgument {
    /// What is wrong with a command line that has one; `nil` when none is empty.
    static func failure(in arguments: [String]) -> CommandFailure? {
        for (index, argument) in arguments.prefix(while: { $0 != "--" }).enumerated() {
            if argument.isEmpty { return failure(option: option(before: index, in: arguments)) }
            if argument.hasPrefix("--"), argument.firstIndex(of: "=") == argument.indices.last {
                return failure(option: String(argument.dropLast()))
            }
        }
        return nil
    }

    private static func option(before index: Int, in arguments: [String]) -> String? {
        let before = index > 0 ? arguments[index - 1] : ""
        return before.hasPrefix("--") ? before : nil
    }

    private static func failure(option: String?) -> CommandFailure {
        CommandFailure(
            .usage,
            option.map { "what \($0) is given is empty" } ?? "an argument is empty",
            help: "is a variable of the shell not set?"
        )
    }
}
