import CEL
import WaybillDiagnostics
import WaybillHistory
import WaybillInterpreter
import WaybillModel

/// What `routing plan` decides about: a JSON object of what an `allocate` step is given.
enum AllocationFile {
    /// The input in a file, or with `-` on standard input. Prints what is wrong with its fields, and throws
    /// when it cannot be decided about; what their values are is for the decision to refuse.
    /// `constraints` may read fields of their own.
    static func input(
        _ path: String,
        under constraints: [AllocationConstraint]
    ) throws -> AllocationInput {
        let source = try JSONInput.source(path)
        do throws(RefusedInput) {
            let document = try JSONInput.read(source, as: .any, declaration: nil)
            let errors = topLevelFindings(document, in: source)
            guard errors.isEmpty else { throw RefusedInput(errors) }
            let warnings =
                unknownSites(document, in: source)
                + MisspeltFields(document, readBy: constraints).findings(in: source)
            Terminal.write(render(warnings, format: .human, colour: Terminal.errorHasColour))
            let allocated = document["allocated"]
            return AllocationInput(
                order: document["order"] ?? .null,
                sites: document["sites"] ?? .null,
                services: document["services"] ?? .null,
                allocated: allocated == .null ? nil : allocated
            )
        } catch {
            throw error.shown()
        }
    }

    /// The type of the object; what is in it may have more fields than its types say.
    static let type = RecordType(
        name: "Allocation",
        fields: [
            .init("order", .record(AllocationShape.order)),
            .init("sites", .list(.record(AllocationShape.site))),
            .init("services", .list(.record(AllocationShape.service))),
            .init("allocated", .optional(.list(.record(AllocationShape.allocated)))),
        ]
    )

    /// Fields that are none of the object's, and those that are missing.
    private static func topLevelFindings(_ document: JSON, in source: SourceText) -> [Diagnostic] {
        let names = type.fields.map(\.name)
        let needed = type.fields.filter { field in
            if case .optional = field.type { false } else { true }
        }.map(\.name)
        guard case .object(let members) = document else {
            return [
                Diagnostic(
                    .badInput,
                    "what is decided about is an object",
                    at: source.whole,
                    help: ["give it \(list(needed)), as `allocate` is given"]
                )
            ]
        }
        var missing = needed.filter { document[$0] == nil }
        var findings: [Diagnostic] = []
        for member in members where !names.contains(member.name) {
            let absent = names.filter { document[$0] == nil }
            let meant = closestMatch(to: member.name, among: absent)
            missing.removeAll { $0 == meant }
            findings.append(
                Diagnostic(
                    .badInput,
                    "`\(member.name)` is nothing that a decision is made from",
                    at: JSON.nameSpan(of: [.member(member.name)], in: source) ?? source.whole,
                    label: "unknown field",
                    help: [
                        meant.map { "did you mean `\($0)`?" } ?? "the fields are \(list(names))"
                    ]
                )
            )
        }
        if !missing.isEmpty {
            findings.append(
                Diagnostic(
                    .badInput,
                    "the input has no \(list(missing))",
                    at: JSON.span(of: [], in: source) ?? source.whole,
                    help: ["it is an object with \(list(needed)), as `allocate` is given"]
                )
            )
        }
        return findings
    }

    /// Sites that a service is said to be offered from, and that are not given: each at its first place.
    /// The decision is what it would be if they were gone.
    private static func unknownSites(_ document: JSON, in source: SourceText) -> [Diagnostic] {
        guard case .array(let sites)? = document["sites"] else { return [] }
        let known = sites.map { $0.text("id") }
        var seen = Set(known)
        var findings: [Diagnostic] = []
        for (index, service) in document.list("services").enumerated() {
            for (position, site) in service.list("sites").enumerated() {
                guard case .string(let id) = site, seen.insert(id).inserted else { continue }
                let path: [JSONPathElement] = [
                    .member("services"), .element(index), .member("sites"), .element(position),
                ]
                let meant = closestMatch(to: id, among: known).map { "did you mean `\($0)`?" }
                var finding = Diagnostic(
                    .badInput,
                    "there is no site `\(id)`",
                    at: JSON.span(of: path, in: source) ?? source.whole,
                    label: "passed over",
                    help: [meant, "give the site under `sites`, or leave it out here"]
                        .compactMap(\.self)
                )
                finding.severity = .warning
                findings.append(finding)
                // Places are looked up in the text, and more would say no more.
                if findings.count == mostSites { return findings }
            }
        }
        return findings
    }

    private static let mostSites = 20

    private static func list(_ names: [String]) -> String {
        names.map { "`\($0)`" }.joined(separator: ", ")
    }
}
