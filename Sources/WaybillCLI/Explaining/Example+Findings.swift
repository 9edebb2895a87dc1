import CEL
import WaybillDiagnostics
import WaybillLint
import WaybillLoading

extension Example {
    /// What the tool says of the example, read as the commands read such things.
    var findings: [Diagnostic] {
        switch self {
        case .file(let text):
            Linter.check(paths: ["example.yaml"], reading: .memory(["example.yaml": text]))
        case .bindings(let text, let workflow): Self.findings(bindings: text, workflow)
        case .schema(let text, let workflow):
            Linter.check(
                paths: ["example.yaml"],
                reading: .memory(["example.yaml": workflow, "order.json": text])
            )
        case .order(let text, let workflow): Self.findings(order: text, workflow)
        case .expression(let text): Self.refusal { _ = try Trial(text, on: nil, typed: nil) }
        }
    }

    private static func findings(bindings: String, _ workflow: String) -> [Diagnostic] {
        let reading = FileReading.memory(["bindings.yaml": bindings, "example.yaml": workflow])
        let loaded = Loader.load(path: "example.yaml", reading: reading)
        guard let workflow = loaded.workflow else { return loaded.diagnostics }
        return BindingsLoader.load(
            path: "bindings.yaml",
            for: workflow,
            environment: [:],
            reading: reading
        ).diagnostics
    }

    private static func findings(order: String, _ workflow: String) -> [Diagnostic] {
        let reading = FileReading.memory(["example.yaml": workflow])
        let loaded = Loader.load(path: "example.yaml", reading: reading)
        guard let workflow = loaded.workflow else { return loaded.diagnostics }
        return refusal {
            _ = try OrderFile.read(SourceText(name: "order.json", text: order), for: workflow)
        }
    }

    /// What a command refuses.
    private static func refusal(_ body: () throws -> Void) -> [Diagnostic] {
        do {
            try body()
            return []
        } catch {
            return (error as? RefusedInput)?.findings ?? []
        }
    }
}
