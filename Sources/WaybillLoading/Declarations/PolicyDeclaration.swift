import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// A policy of `policies` as written, with all that it leaves out filled in.
struct PolicyDeclaration: Sendable {
    struct Constraint: Sendable {
        let id: String
        let condition: EmbeddedText
    }

    let name: Located<PolicyName>
    /// `nil` when something in it could not be read.
    let policy: AllocationPolicy?
    /// In the order of the file.
    let constraints: [Constraint]
}

/// A policy and what it is given, as written.
struct AllocateDeclaration: Sendable {
    let policy: Located<PolicyName>
    /// `nil`, as are the next two, when it is missing, which is a finding already.
    let order: YAMLNode?
    let sites: YAMLNode?
    let services: YAMLNode?
    let allocated: YAMLNode?
}
