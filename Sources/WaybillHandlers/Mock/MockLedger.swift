import CEL
import Foundation
import WaybillModel

/// The effects that mocks have had, as JSON lines in a file that outlives the process (though not the
/// machine): each idempotency key takes effect once, and is answered from here ever after.
///
/// A line holds `handler`, `key`, for an undo `undoes`, and the `input` and `output` of the call. One
/// process at a time writes a ledger.
package actor MockLedger {
    private let path: String
    /// The answers given, by idempotency key; `nil` until the file has been read.
    private var outputs: [String: JSON]?
    /// The keys that an undo has been called for: a late call with one has no effect.
    private var undone: Set<String> = []

    package init(path: String) { self.path = path }

    /// The recorded answer of a call, or else the given one, which is recorded when it is a
    /// success.
    func answer(to call: HandlerCall, otherwise answer: HandlerAnswer) -> HandlerAnswer {
        do {
            let recorded = try readOnce()
            if let output = recorded[call.idempotencyKey] { return .success(output) }
            if undone.contains(call.idempotencyKey) {
                return .failure(
                    HandlerFailure(
                        code: .cancelled,
                        message: "the call was undone before it arrived",
                        effect: Effect.none
                    )
                )
            }
            if case .success(let output) = answer { try record(call, output) }
            return answer
        } catch {
            return .unavailable("the ledger \(path) cannot be used: \(error)", effect: .none)
        }
    }

    private func readOnce() throws -> [String: JSON] {
        if let outputs { return outputs }
        var outputs: [String: JSON] = [:]
        let text =
            FileManager.default.fileExists(atPath: path)
            ? try String(contentsOfFile: path, encoding: .utf8) : ""
        for line in text.split(separator: "\n") {
            // A line that a crash cut off never counted.
            guard let entry = try? JSON(parsing: String(line)),
                case .string(let key) = entry["key"]
            else { continue }
            outputs[key] = entry["output"] ?? .null
            if case .string(let key) = entry["undoes"] { undone.insert(key) }
        }
        if !text.isEmpty, !text.hasSuffix("\n") { try append("\n") }
        self.outputs = outputs
        return outputs
    }

    private func record(_ call: HandlerCall, _ output: JSON) throws {
        var members: [JSON.Member] = [
            .init("handler", .string(call.handler.rawValue)),
            .init("key", .string(call.idempotencyKey)),
        ]
        if let key = call.undoes { members.append(.init("undoes", .string(key))) }
        members += [.init("input", call.input), .init("output", output)]
        try append(JSON.object(members).description + "\n")
        outputs?[call.idempotencyKey] = output
        if let key = call.undoes { undone.insert(key) }
    }

    private func append(_ text: String) throws {
        let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        defer { close(file) }
        let bytes = Array(text.utf8)
        guard write(file, bytes, bytes.count) == bytes.count else {
            throw POSIXError(.init(rawValue: errno) ?? .EIO)
        }
    }
}

/// The ledgers of one set of bindings: mocks that name the same file share it.
struct MockLedgers {
    private var ledgers: [String: MockLedger] = [:]

    subscript(path: String) -> MockLedger {
        mutating get {
            if let ledger = ledgers[path] { return ledger }
            let ledger = MockLedger(path: path)
            ledgers[path] = ledger
            return ledger
        }
    }
}
