import WaybillDiagnostics

/// What may be missing, read as if it could not be.
extension Checker {
    /// A part of a path that follows the one being checked.
    enum Trail {
        case field(String)
        case index(String)

        /// The part behind what may be absent. A selection finds nothing there, but an index would
        /// fail.
        var written: String {
            switch self {
            case .field(let name): ".\(name)"
            case .index(let index): "[?\(index)]"
            }
        }
    }

    /// Whether a condition around says that a field is there.
    func isPresent(_ field: String, of operand: Expression) -> Bool {
        path(of: operand).map { present.contains($0.appending(.field(field))) } ?? false
    }

    /// Reports that a field which may be missing is read as if it could not be.
    mutating func reportAbsence(
        of field: RecordType.Field,
        _ operand: Expression,
        _ name: Expression.Name
    ) {
        absentChain = operand.range.lowerBound
        let rest = trail.map(\.written).joined()
        let chain = "\(written(operand)).?\(name.text)\(rest)"
        let help: String
        if isInPresence {
            help = "write `has(\(chain))`"
        } else if let fallback = typeAfter(field.type.unwrapped)?.fallback {
            help = "write `\(chain).orValue(\(fallback))`"
        } else {
            help = "write `\(chain)` and say with `.orValue(…)` what to take instead"
        }
        let span = text.span(operand.range.lowerBound..<name.range.upperBound)
        absences[operand.range.lowerBound] = (span, chain)
        guard let absence = field.absence else {
            let message = "`\(name.text)` may be missing: its type is \(field.type)"
            report(Diagnostic(.celType, message, at: span, help: [help]))
            return
        }
        let message = "`\(written(operand)).\(name.text)` may be missing here"
        report(Diagnostic(.maybeUndefined, message, at: span, notes: [absence], help: [help]))
    }

    /// The type that the selections after the current one lead to.
    private func typeAfter(_ type: ValueType) -> ValueType? {
        var type = type
        for part in trail {
            switch (type.unwrapped, part) {
            case (.record(let record), .field(let name)):
                guard let found = record.type(of: name) else { return nil }
                type = found
            case (.map(_, let value), _): type = value
            case (.list(let element), .index): type = element
            default: return nil
            }
        }
        return type.unwrapped
    }

    /// In a slot that may stay empty, what may be missing needs no other value: it is taken as it is,
    /// and where its type does not fit, that alone is the mistake.
    mutating func settleAbsence(of expression: Expression, fits: Bool) {
        guard expression.isPath, let index = absence(at: expression),
            let path = absences[expression.range.lowerBound]?.written
        else { return }
        if fits {
            findings[index].help = ["write `\(path)`"]
        } else {
            findings.remove(at: index)
        }
    }

    /// Whether the receiver of a function of optionals was reported since it may be missing; what
    /// it is to be written as makes the function fit.
    mutating func settleAbsence(of receiver: Expression, calling function: Function) -> Bool {
        guard receiver.isPath, function.takesOptional, let index = absence(at: receiver),
            let path = absences[receiver.range.lowerBound]?.written
        else { return false }
        if function.name != "value" {
            let arguments = function.signatures.contains { $0.parameters.count > 1 } ? "…" : ""
            findings[index].help = ["write `\(path).\(function.name)(\(arguments))`"]
        }
        return true
    }

    /// The finding that a path may be missing.
    private func absence(at path: Expression) -> Int? {
        guard let span = absences[path.range.lowerBound]?.span else { return nil }
        return findings.lastIndex {
            $0.span == span && [.celType, .maybeUndefined].contains($0.code)
        }
    }
}

extension Expression {
    /// Whether it is a selection or an index, and not what is computed from one.
    fileprivate var isPath: Bool {
        switch kind {
        case .select, .index: true
        default: false
        }
    }
}

extension ValueType {
    /// What an author would take in place of a missing value, as written.
    var fallback: String? {
        switch self {
        case .bool: "false"
        case .int: "0"
        case .uint: "0u"
        case .double: "0.0"
        case .decimal: "decimal('0')"
        case .string: "''"
        case .enumeration(let members): members.first.map { "'\($0)'" }
        case .duration: "duration('0s')"
        case .list: "[]"
        case .map: "{}"
        default: nil
        }
    }
}
