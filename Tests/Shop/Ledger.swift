import CEL
import Foundation

/// What the services did, one JSON object a line: `handler`, `key`, for an undo `undoes`, `input` and
/// `output`. It is in the file before a call is answered, so that it survives the server's death.
actor Ledger {
    private struct Entry {
        let handler: String
        let input: JSON
        let output: JSON
    }

    private let file: FileHandle
    private let path: String
    private var entries: [String: Entry] = [:]
    private var undone: Set<String> = []

    /// Opens a ledger, and makes the file when there is none.
    init(path: String) throws {
        self.path = path
        if !FileManager.default.fileExists(atPath: path) {
            try Data().write(to: URL(fileURLWithPath: path))
        }
        file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        let text = String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
        for line in text.split(separator: "\n") {
            // A line that was cut off when the server died never counted.
            guard let json = try? JSON(parsing: String(line)),
                case .string(let key) = json["key"], case .string(let handler) = json["handler"]
            else { continue }
            entries[key] = Entry(
                handler: handler,
                input: json["input"] ?? .null,
                output: json["output"] ?? .null
            )
            if case .string(let key) = json["undoes"] { undone.insert(key) }
        }
        if !text.isEmpty, !text.hasSuffix("\n") { try file.write(contentsOf: Data("\n".utf8)) }
    }

    /// Does a call once: a repeated key is answered from the ledger, a refusal leaves no trace.
    func carryOut(_ service: Service, key: String, undoes: String?, input: Input) throws -> Answer {
        if let entry = entries[key] {
            return entry.handler == service.handler && entry.input == input.json
                ? .output(entry.output)
                : .refusal("rejected_input", "The idempotency key was used for another call")
        }
        if undone.contains(key) {
            return .refusal("cancelled", "The call was undone before it arrived")
        }
        let answer = service.rule(input)
        if case .output(let output) = answer {
            try record(service, key: key, undoes: undoes, input: input, output: output)
        }
        return answer
    }

    /// The ledger as it stands on the disk.
    func text() throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    private func record(
        _ service: Service,
        key: String,
        undoes: String?,
        input: Input,
        output: JSON
    ) throws {
        var members: [JSON.Member] = [
            .init("handler", .string(service.handler)), .init("key", .string(key)),
        ]
        if let undoes { members.append(.init("undoes", .string(undoes))) }
        members += [.init("input", input.json), .init("output", output)]
        try file.write(contentsOf: Data((JSON.object(members).description + "\n").utf8))
        entries[key] = Entry(handler: service.handler, input: input.json, output: output)
        if let undoes { undone.insert(undoes) }
    }
}
