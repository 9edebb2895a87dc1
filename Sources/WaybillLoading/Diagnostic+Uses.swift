import WaybillDiagnostics

/// What can be wrong with the files that a file names: under `use`, and JSON Schemas.
extension Diagnostic {
    static func unreadableUse(
        _ use: Located<String>,
        path: String,
        reason: String
    ) -> Diagnostic {
        Diagnostic(
            .useNotFound,
            "cannot use `\(use.value)`: \(reason)",
            at: use.span,
            label: "not readable",
            notes: ["looked for it at `\(path)`"],
            help: ["paths under `use` start from the folder of the file that uses them"]
        )
    }

    static func circularUse(_ use: Located<String>, _ cycle: [String]) -> Diagnostic {
        Diagnostic(
            .useNotFound,
            "this `use` comes back to where it started",
            at: use.span,
            label: "circular",
            notes: ["the way is \(cycle.map { "`\($0)`" }.joined(separator: " → "))"],
            help: ["move what both need into a file of its own, and use that from both"]
        )
    }

    static func tooDeep(_ use: Located<String>) -> Diagnostic {
        Diagnostic(
            .useNotFound,
            "too many files use each other in a row",
            at: use.span,
            label: "not read any more",
            help: ["name the files that are needed under one `use`"]
        )
    }

    static func absolutePath(_ path: Located<String>, of key: String) -> Diagnostic {
        Diagnostic(
            .useNotFound,
            "the path under \(key) must be relative",
            at: path.span,
            label: "an absolute path",
            notes: ["a definition is kept with its runs, and must not depend on one machine"],
            help: ["write it from the folder of this file: `handlers/commerce.yaml`"]
        )
    }

    static func unreadableSchema(
        _ file: Located<FilePath>,
        reason: String
    ) -> Diagnostic {
        Diagnostic(
            .useNotFound,
            "cannot import `\(file.value.text)`: \(reason)",
            at: file.span,
            label: "not readable",
            help: ["paths under `json_schema` start from the folder of the file that imports them"]
        )
    }

    static func notUsable(_ use: Located<String>, _ kind: FileKind) -> Diagnostic {
        Diagnostic(
            .useNotFound,
            "`\(use.value)` is \(kind.name), which cannot be used",
            at: use.span,
            label: "neither a file of contracts nor a workflow",
            help: [
                "`use` takes files with `types`, `events`, `handlers` and `policies`, and workflows that are run"
            ]
        )
    }

    static func workflowInContracts(_ use: Located<String>) -> Diagnostic {
        Diagnostic(
            .useNotFound,
            "a file of contracts cannot use the workflow `\(use.value)`",
            at: use.span,
            label: "a workflow",
            help: ["use it from the workflow that runs it"]
        )
    }
}
