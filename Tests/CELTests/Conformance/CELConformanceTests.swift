import Foundation
import Testing
import WaybillDiagnostics

@testable import CEL

/// Where the conformance data is: the folder that `WAYBILL_CEL_CONFORMANCE` names, or the one
/// beside the package.
enum ConformanceFolder {
    private static let named = ProcessInfo.processInfo.environment["WAYBILL_CEL_CONFORMANCE"]

    static let url: URL = {
        if let named { return URL(fileURLWithPath: named) }
        var package = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { package.deleteLastPathComponent() }
        return package.appendingPathComponent("../shared/cel-conformance").standardized
    }()

    /// Whether the cases must run: a folder that is named has to be there.
    static var isExpected: Bool {
        named != nil || FileManager.default.fileExists(atPath: url.path)
    }

    /// The names of the files, without their extension.
    static var files: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return names.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    }
}

@Suite(
    "The conformance suite of CEL",
    .enabled(
        if: ConformanceFolder.isExpected,
        "there is no folder of conformance data; WAYBILL_CEL_CONFORMANCE names it"
    )
)
struct CELConformanceTests {
    @Test("there are conformance cases")
    func folderIsNotEmpty() {
        #expect(!ConformanceFolder.files.isEmpty)
    }

    @Test("every case of a file passes", arguments: ConformanceFolder.files)
    func file(name: String) throws {
        let url = ConformanceFolder.url.appendingPathComponent("\(name).json")
        let file = try JSON(parsing: String(contentsOf: url, encoding: .utf8))
        var passed = 0
        var failed = 0
        var leftOut = 0
        for test in file["tests"]?.elements ?? [] {
            guard let test = try ConformanceCase(test, in: file, fileName: name) else {
                leftOut += 1
                continue
            }
            if let problem = test.problem() {
                failed += 1
                Issue.record("\(test.id): \(test.expression): \(problem)")
            } else {
                passed += 1
            }
        }
        print("\(name): \(passed) passed, \(failed) failed, \(leftOut) left out")
    }
}

extension ConformanceCase {
    /// What is wrong with what became of the case; `nil` when it is as expected.
    fileprivate func problem() -> String? {
        let text = EmbeddedText(expression)
        guard isChecked, expandsMacros else {
            let program = Program.unchecked(text, in: environment, expandsMacros: expandsMacros)
            guard let program else {
                return evaluationProblem(nil, "the syntax is wrong")
            }
            return evaluationProblem(program, "")
        }
        let compilation = Program.compile(text, in: environment)
        if case .staticError(let line, let column) = expectation {
            return placeProblem(compilation.diagnostics.first, line, column)
        }
        let messages = compilation.diagnostics.map(\.message).joined(separator: "; ")
        guard let program = compilation.program else { return evaluationProblem(nil, messages) }
        return typeProblem(program) ?? (isEvaluated ? evaluationProblem(program, "") : nil)
    }

    private func typeProblem(_ program: Program) -> String? {
        switch expectation {
        case .value(_, let type?), .type(let type):
            program.type == type ? nil : "has type \(program.type), not \(type)"
        default: nil
        }
    }

    private func evaluationProblem(_ program: Program?, _ reason: String) -> String? {
        do {
            guard let program else { throw ConformanceFormatError(what: reason) }
            let value = try program.evaluate(bindings)
            guard case .value(let expected, _) = expectation else { return "gives \(value.json)" }
            return value == expected ? nil : "gives \(value), not \(expected)"
        } catch {
            if case .error = expectation { return nil }
            return "fails: \(error)"
        }
    }

    /// A mistake in syntax may be found up to two columns away: that is the parser's choice.
    private func placeProblem(_ finding: Diagnostic?, _ line: Int, _ column: Int) -> String? {
        guard let finding else { return "compiles" }
        let before = finding.span.source.text(of: 0..<finding.span.range.lowerBound)
        let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
        let found = lines.last?.unicodeScalars.count ?? 0
        let tolerance = finding.code == .celSyntax ? 2 : 0
        guard lines.count == line, abs(found - column) <= tolerance else {
            return
                "is reported at \(lines.count):\(found), not \(line):\(column): \(finding.message)"
        }
        return nil
    }
}
