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
            throw CommandFailure(unnamedIn: file, declared)
        }
        if let known = declared.policy(name) { return known }
        throw CommandFailure(unknown: name, in: file, declared)
    }
}

extension CommandFailure {
    /// A file that does not say which policy is meant.
    fileprivate init(unnamedIn file: String, _ declared: DeclaredPolicies) {
        let used = declared.used.min { $0.key < $1.key }
        let example =
            declared.names.first.map { "\(file)#\($0)" } ?? used.map { "\($0.value)#\($0.key)" }
        self.init(
            .invalid,
            declared.names.isEmpty
                ? "\(file) declares no policies"
                : "\(file) declares several policies: \(Self.list(declared.names))",
            help: declared.names.isEmpty && used == nil
                ? "give a file with `policies`"
                : "name a policy after the file that declares it: \(example ?? file)"
        )
    }

    /// A policy that a file does not declare.
    fileprivate init(unknown name: PolicyName, in file: String, _ declared: DeclaredPolicies) {
        func address(_ name: PolicyName) -> String {
            declared.used[name].map { "\($0)#\(name)" } ?? "\(file)#\(name)"
        }
        if declared.used[name] != nil {
            self.init(
                .invalid,
                "\(file) uses policy `\(name)`, and does not declare it",
                help: "name the file that does: \(address(name))"
            )
            return
        }
        let known = declared.names + declared.used.keys.sorted()
        let guess = closestMatch(to: name.rawValue, among: known.map(\.rawValue))
        self.init(
            .invalid,
            "\(file) declares no policy `\(name)`",
            help: guess.map { "did you mean \(address(PolicyName($0)))?" }
                ?? (known.isEmpty ? "it declares no policies" : "it knows \(Self.list(known))")
        )
    }

    private static func list(_ names: [PolicyName]) -> String {
        names.map { "`\($0)`" }.joined(separator: ", ")
    }
}
