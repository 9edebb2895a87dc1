package import CEL
import Crypto
import Foundation
import WaybillDiagnostics
package import WaybillInterpreter
package import WaybillModel

/// The key of an order, by which a second submission is known to be the same run.
package enum OrderKey {
    /// The key's value; `nil` for a workflow that declares none. Checks the input on the way.
    package static func key(of input: JSON, for workflow: Workflow) throws(SubmissionError)
        -> String?
    {
        let mismatches = Value.mismatches(of: input, as: workflow.input)
        guard mismatches.isEmpty, let value = try? Value(input, as: workflow.input) else {
            throw .badInput(mismatches)
        }
        guard let program = workflow.key else { return nil }
        var values = [Value?](repeating: nil, count: ExpressionVariable.allCases.count)
        values[ExpressionVariable.input.slot] = value
        do {
            guard case .string(let key) = try program.evaluate(values), !key.isEmpty else {
                throw SubmissionError.noKey("`\(program.source.text)` is empty")
            }
            return key
        } catch let error as EvaluationError {
            throw .noKey(error.message)
        } catch {
            throw .noKey("`\(program.source.text)` is empty")
        }
    }
}

extension OrderKey {
    /// Tells whether an order submitted again is the same order: a digest of what it means, not of
    /// how it was written.
    static func digest(of input: JSON, for workflow: Workflow) -> String {
        let meant = (try? Value(input, as: workflow.input))?.json ?? input
        let digits = Array("0123456789abcdef".utf8)
        let hash = SHA256.hash(data: Data(meant.inNameOrder.description.utf8))
        let text = hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}

extension JSON {
    /// The same document with the members of all objects by name.
    fileprivate var inNameOrder: JSON {
        switch self {
        case .object(let members):
            .object(
                members.map { Member($0.name, $0.value.inNameOrder) }
                    .sorted { $0.name < $1.name }
            )
        case .array(let items): .array(items.map(\.inNameOrder))
        case .null, .bool, .number, .string: self
        }
    }
}

extension RunID {
    /// The id of the run of a key; a random one without a key. Characters that would be awkward on
    /// a command line are replaced, with a digest to keep different keys apart.
    package static func of(_ workflow: WorkflowName, key: String?) -> RunID {
        guard let key else {
            let random = UUID().uuidString.lowercased()
            return RunID("\(workflow)-\(random)")
        }
        let isPlain = key.utf8.count <= 80 && key.utf8.allSatisfy(Self.isPlain)
        if isPlain { return RunID("\(workflow)-\(key)") }
        let plain = String(decoding: key.utf8.prefix(40).filter(Self.isPlain), as: UTF8.self)
        let digest = SHA256.hash(data: Data(key.utf8)).prefix(6)
            .map { String(format: "%02x", $0) }.joined()
        return RunID("\(workflow)-\(plain)~\(digest)")
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: "."):
            true
        default: false
        }
    }
}
