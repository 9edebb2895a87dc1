package import WaybillDiagnostics
package import WaybillLoading

/// What decides how bad findings are, beside the rules themselves. What is closer to whoever asks
/// wins: the command line, then a comment, then a pattern of a `waybill.yaml`, then that file, then
/// the profile.
package struct LintSettings {
    /// The profile that the command line asks for.
    package var profile: LintProfile?
    /// The levels that the command line gives to rules.
    package var levels: [DiagnosticCode: LintLevel]
    /// Where configurations are looked for; `nil` to look for none.
    package var search: ConfigurationSearch?

    /// Makes settings; without any, each rule has its own level and comments count.
    package init(
        profile: LintProfile? = nil,
        levels: [DiagnosticCode: LintLevel] = [:],
        search: ConfigurationSearch? = nil
    ) {
        self.profile = profile
        self.levels = levels
        self.search = search
    }

    /// The level of a rule in a file, when no comment allows it there.
    func severity(of code: DiagnosticCode, in path: String) -> Diagnostic.Severity? {
        if let level = levels[code] { return level.severity }
        let found = search?.configuration(of: path)
        if let found, let level = search?.level(of: code, in: path, found) {
            return level.severity
        }
        return (profile ?? found?.configuration.profile ?? .recommended).severity(of: code)
    }
}
