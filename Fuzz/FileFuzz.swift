import Foundation
import WaybillDiagnostics
import WaybillLint
import WaybillLoading

/// What libFuzzer calls with each file that it makes up: it is loaded and linted as if it stood
/// among the project's own. A broken promise ends the process, which libFuzzer reports with the
/// file.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let reading = FileReading { path in
        path == Neighbours.entry ? bytes : try Neighbours.bytes(at: path)
    }
    let findings = Linter.check(path: Neighbours.entry, reading: reading)
    for finding in findings {
        promise(isInside(finding.span), "\(finding.code.code) lies in its file")
        for label in finding.labels {
            promise(isInside(label.span), "the labels of \(finding.code.code) lie in their files")
        }
        for edit in finding.edits {
            promise(isInside(edit.span), "the edits of \(finding.code.code) lie in their files")
        }
    }
    for format in DiagnosticFormat.allCases {
        _ = render(findings, format: format)
    }
    let fixer = Fixer(paths: [Neighbours.entry], reading: reading, settings: LintSettings())
    for revision in fixer.run(unsafe: true).revisions {
        promise(!UnifiedDiff(revision).text.isEmpty, "what is changed can be shown")
    }
    let file = Loader.load(path: Neighbours.entry, reading: reading)
    let isWrong = file.diagnostics.contains { $0.severity == .error && $0.code != .badAllow }
    promise(file.workflow == nil || !isWrong, "what is wrong has no graph")
    if file.workflow != nil, let definition = file.definition {
        promise(Loader.load(definition).workflow != nil, "what was loaded once can be loaded again")
    }
    return 0
}

private func isInside(_ span: Span) -> Bool {
    (0...span.source.bytes.count).contains(span.range.lowerBound)
        && span.range.upperBound <= span.source.bytes.count
}

private func promise(_ holds: Bool, _ what: @autoclosure () -> String) {
    guard !holds else { return }
    FileHandle.standardError.write(Data("broken: \(what())\n".utf8))
    abort()
}

/// The files that the made-up file can use: the shipped ones, by the last part of their paths.
private enum Neighbours {
    static let entry = "workflows/made_up.yaml"

    static func bytes(at path: String) throws -> [UInt8] {
        let name = URL(fileURLWithPath: path).lastPathComponent
        guard let bytes = files[name] else { throw CocoaError(.fileReadNoSuchFile) }
        return bytes
    }

    private static let files: [String: [UInt8]] = {
        var files: [String: [UInt8]] = [:]
        for path in Linter.files(at: "workflows") {
            files[URL(fileURLWithPath: path).lastPathComponent] = try? FileReading.disk.read(path)
        }
        return files
    }()
}
