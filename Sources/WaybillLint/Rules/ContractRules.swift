import WaybillDiagnostics
import WaybillModel

extension Diagnostic {
    /// WB0415
    static func effectNotDeclared(_ contract: HandlerContract) -> Diagnostic {
        Diagnostic(
            .effectNotDeclared,
            "the contract of `\(contract.name)` does not say what a call changes",
            at: contract.span,
            label: "neither `effect` nor `undoes`",
            help: [
                "`effect: none` if it only reads; `effect: authorized` names the fact it establishes; `undoes: authorized` the one it takes back"
            ]
        )
    }
}
