import Foundation

/// Findings in the Static Analysis Results Interchange Format 2.1.0 (OASIS), which code scanning
/// services and editors read. The names are the standard's own.
struct SARIFLog: Encodable {
    let schema = "https://json.schemastore.org/sarif-2.1.0.json"
    let version = "2.1.0"
    let runs: [Run]

    enum CodingKeys: String, CodingKey {
        case schema = "$schema"
        case version
        case runs
    }

    /// §3.14: one run of the tool.
    struct Run: Encodable {
        let tool: Tool
        let columnKind = "utf16CodeUnits"
        let results: [SARIFResult]
    }

    /// §3.18 and §3.19: the tool, with the rules that its results name.
    struct Tool: Encodable {
        struct Driver: Encodable {
            let name = "waybill"
            let version = toolVersion
            let semanticVersion = toolVersion
            let rules: [SARIFRule]
        }

        let driver: Driver
    }

    /// A text in a message (§3.11, §3.12).
    struct Message: Encodable {
        let text: String
    }

    init(_ diagnostics: [Diagnostic]) {
        let rules = Set(diagnostics.map(\.code)).sorted { $0.code < $1.code }
        var indices: [DiagnosticCode: Int] = [:]
        for (index, rule) in rules.enumerated() { indices[rule] = index }
        runs = [
            Run(
                tool: Tool(driver: Tool.Driver(rules: rules.map(SARIFRule.init))),
                results: diagnostics.map {
                    SARIFResult($0, ruleIndex: indices[$0.code] ?? 0)
                }
            )
        ]
    }

    /// The log, keys sorted, with a line feed at the end.
    static func render(_ diagnostics: [Diagnostic]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(SARIFLog(diagnostics)) else { return "" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}

/// The severities as SARIF's levels (§3.27.10).
enum SARIFLevel: String, Encodable {
    case error
    case warning
    case note

    init(_ severity: Diagnostic.Severity) {
        switch severity {
        case .error: self = .error
        case .warning: self = .warning
        case .info: self = .note
        }
    }
}
