import CEL
import Crypto
import Foundation
import WaybillDiagnostics
package import WaybillInterpreter
package import WaybillModel

/// How an order that is submitted again is known to be the same.
enum OrderKey {
    /// The order as a value of the type that the workflow declares for its input.
    static func value(of input: JSON, for workflow: Workflow) throws(SubmissionError) -> Value {
        if input.isTooDeep {
            throw .badInput([JSONMismatch(path: [], message: "the input is \(JSON.tooDeep)")])
        }
        let mismatches = Value.mismatches(of: input, as: workflow.input)
        guard mismatches.isEmpty, let value = try? Value(input, as: workflow.input) else {
            throw .badInput(mismatches)
        }
        return value
    }

    /// The value of the workflow's `key`; `nil` for a workflow that declares none.
    static func key(of value: Value, for workflow: Workflow) throws(SubmissionError) -> String? {
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

    /// Tells whether two orders with one key are the same: a digest of what they mean, not of how
    /// they were written.
    static func digest(of value: Value) -> String { value.json.digest }
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

    /// The id of a later try of a run, from 2: `fulfil_order-1001#2`.
    func attempt(_ number: Int) -> RunID { RunID("\(self)#\(number)") }

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
