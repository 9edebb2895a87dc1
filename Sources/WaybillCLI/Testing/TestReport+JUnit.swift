import WaybillDiagnostics
import WaybillModel
import WaybillSimulation

extension TestReport {
    /// The report as JUnit's XML, which build servers read. A file is a suite, a scenario a case; a
    /// file with mistakes is a case that ends with an error. Time is virtual, so none is given.
    var junit: String {
        var lines = [
            #"<?xml version="1.0" encoding="UTF-8"?>"#,
            "<testsuites" + attributes(of: files.map(\.counts).reduce(Counts(), +)) + ">",
        ]
        for file in files { lines += file.junit }
        return (lines + ["</testsuites>"]).joined(separator: "\n") + "\n"
    }
}

/// The numbers that JUnit asks for.
private struct Counts {
    var tests = 0
    var failures = 0
    var errors = 0

    static func + (left: Counts, right: Counts) -> Counts {
        Counts(
            tests: left.tests + right.tests,
            failures: left.failures + right.failures,
            errors: left.errors + right.errors
        )
    }
}

private func attributes(of counts: Counts) -> String {
    #" tests="\#(counts.tests)" failures="\#(counts.failures)" errors="\#(counts.errors)""#
}

extension TestedFile {
    fileprivate var counts: Counts {
        let errors = isReadable ? 0 : 1
        return Counts(tests: verdicts.count + errors, failures: failureCount, errors: errors)
    }

    fileprivate var junit: [String] {
        let name = workflow?.name.rawValue ?? path
        var lines = [#"  <testsuite name="\#(path.xmlAttribute)"\#(attributes(of: counts))>"#]
        if !isReadable {
            let text = render(findings, format: .concise)
            let first = findings.first?.message ?? "it cannot be read"
            lines += [
                #"    <testcase classname="\#(name.xmlAttribute)" name="the file can be read">"#,
                #"      <error message="\#(first.xmlAttribute)">\#(text.xmlContent)</error>"#,
                "    </testcase>",
            ]
        }
        for verdict in verdicts { lines += verdict.junit(workflow: name) }
        return lines + ["  </testsuite>"]
    }
}

extension ScenarioVerdict {
    fileprivate func junit(workflow: String) -> [String] {
        let start =
            #"    <testcase classname="\#(workflow.xmlAttribute)" name="\#(scenario.name.xmlAttribute)""#
        if holds { return [start + "/>"] }
        // Most build servers show only one failure of a case.
        let message = mismatches.map(\.summary).joined(separator: "; ").xmlAttribute
        let details = mismatches.map(\.details).joined(separator: "\n\n").xmlContent
        return [
            start + ">", #"      <failure message="\#(message)">\#(details)</failure>"#,
            "    </testcase>",
        ]
    }
}

extension Mismatch {
    /// One line: `outcome: expected declined, actual fulfilled`.
    fileprivate var summary: String {
        switch difference {
        case .values(let expected, let actual):
            "\(subject): expected \(expected), actual \(actual)"
        case .lists: "\(subject): not as expected"
        case .note(let text, _): "\(subject): \(text)"
        }
    }

    fileprivate var details: String {
        let lines: [String] =
            switch difference {
            case .values(let expected, let actual):
                ["expected  \(expected)", "actual    \(actual)"]
            case .note(let text, let help): [text] + help
            case .lists(let lines):
                lines.map { line in
                    switch line {
                    case .both(let text): "  \(text)"
                    case .missing(let text): "- \(text)"
                    case .extra(let text): "+ \(text)"
                    }
                }
            }
        return ([place] + lines).joined(separator: "\n")
    }
}
