/// The conformance cases that need what is not offered, each with the reason. A case not listed
/// here must pass.
enum UnsupportedConformance {
    /// Why a case is left out; `nil` when it is not.
    static func reason(_ id: String) -> String? {
        reasons.first { id.hasPrefix($0.prefix) }?.reason
    }

    private static let reasons: [(prefix: String, reason: String)] = [
        ("type_deduction/functions/function_result_type", withoutHostFunctions),
        ("type_deduction/type_parameters/", withoutHostFunctions),
    ]

    private static let withoutHostFunctions = "functions are not declared by the host"
}
