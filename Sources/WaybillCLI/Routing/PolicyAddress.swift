import ArgumentParser
import WaybillDiagnostics
import WaybillLoading
import WaybillModel

/// A policy of a file: `sourcing.yaml#cheapest`.
struct PolicyAddress: ExpressibleByArgument {
    let file: String
    /// `nil` when the file is to have one only.
    let name: PolicyName?

    init?(argument: String) {
        let parts = argument.split(separator: "#", omittingEmptySubsequences: false)
        guard let name = parts.last, let first = parts.first, !first.isEmpty else { return nil }
        if parts.count == 1 {
            (file, self.name) = (argument, nil)
        } else {
            file = parts.dropLast().joined(separator: "#")
            self.name = PolicyName(String(name))
        }
    }

    /// The policy with its constraints. Prints what is wrong with the file, and throws, when something
    /// is.
    func load() throws -> (policy: AllocationPolicy, constraints: [AllocationConstraint]) {
        let declared = DeclaredPolicies(path: file)
        guard declared.errors.isEmpty else { throw RefusedInput(declared.errors).shown() }
        guard let name = name ?? (declared.names.count == 1 ? declared.names.first : nil) else {
            let names = declared.names.map { "`\($0)`" }.joined(separator: ", ")
            throw CommandFailure(
                .invalid,
                declared.names.isEmpty
                    ? "\(file) declares no policies"
                    : "\(file) declares several policies: \(names)",
                help: "name a policy after the file: \(file)#\(declared.names.first ?? "cheapest")"
            )
        }
        if let known = declared.policy(name) { return known }
        let guess = closestMatch(to: name.rawValue, among: declared.names.map(\.rawValue))
        let names = declared.names.map { "`\($0)`" }.joined(separator: ", ")
        throw CommandFailure(
            .invalid,
            "\(file) declares no policy `\(name)`",
            help: guess.map { "did you mean `\($0)`?" } ?? "it declares \(names)"
        )
    }
}
