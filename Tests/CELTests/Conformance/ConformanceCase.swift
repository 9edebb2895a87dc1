@testable import CEL

/// One case of the conformance data, whose format its README tells.
struct ConformanceCase {
    /// What must become of the expression.
    enum Expectation {
        case value(Value, type: ValueType?)
        case type(ValueType)
        /// The run must fail, wherever.
        case error
        /// It must not compile, and the first finding starts there.
        case staticError(line: Int, column: Int)
    }

    let id: String
    let expression: String
    let isChecked: Bool
    let expandsMacros: Bool
    let isEvaluated: Bool
    let environment: Environment
    let bindings: [Value?]
    let expectation: Expectation

    /// Reads a case of a file; `nil` when it is one that does not count.
    init?(_ test: JSON, in file: JSON, fileName: String) throws {
        let section = test["section"]?.text ?? ""
        let name = test["name"]?.text ?? ""
        id = "\(fileName)/\(section)/\(name)"
        if test["disputed"] == .bool(true) || test["tier"]?.text == "extra" { return nil }
        expression = test["expr"]?.text ?? ""
        isChecked = test["disable_check"] != .bool(true)
        expandsMacros = test["disable_macros"] != .bool(true)
        isEvaluated = test["check_only"] != .bool(true)
        let values = (test["bindings"] ?? file["bindings"])?.members ?? []
        let declared = (test["type_env"] ?? file["type_env"])?.elements ?? []
        var variables = try declared.filter { $0["overloads"] == nil }.map {
            Environment.Variable($0["name"]?.text ?? "", try ConformanceFormat.type($0["type"]))
        }
        let functions = try declared.filter { $0["overloads"] != nil }.map {
            try ConformanceFormat.function($0)
        }
        for binding in values where !variables.contains(where: { $0.name == binding.name }) {
            variables.append(Environment.Variable(binding.name, .any))
        }
        environment = Environment(
            variables: variables,
            functions: functions,
            container: test["container"]?.text ?? ""
        )
        bindings = try variables.map { variable in
            try values.first { $0.name == variable.name }.map {
                try ConformanceFormat.value($0.value["value"])
            }
        }
        expectation = try ConformanceFormat.expectation(test["expected"])
    }
}

/// Data that is not in the format of the conformance cases.
struct ConformanceFormatError: Error {
    let what: String
}

/// Reads values and types as the conformance data writes them.
enum ConformanceFormat {
    static func expectation(_ json: JSON?) throws -> ConformanceCase.Expectation {
        if json?["error"] != nil { return .error }
        if let place = json?["static_error"]?.elements.first {
            guard let line = place["line"]?.int, let column = place["column"]?.int else {
                throw ConformanceFormatError(what: "a place")
            }
            return .staticError(line: line, column: column)
        }
        let type = try json?["type"].map { try self.type($0) }
        if let value = json?["value"] { return .value(try self.value(value), type: type) }
        guard let type else { throw ConformanceFormatError(what: "an expectation") }
        return .type(type)
    }

    static func type(_ json: JSON?) throws -> ValueType {
        if let name = json?.text, let type = simpleTypes[name] { return type }
        guard let member = json?.members.first else { throw ConformanceFormatError(what: "a type") }
        switch member.name {
        case "list": return .list(try type(member.value))
        case "optional": return .optional(try type(member.value))
        case "type": return .type
        case "map":
            let parts = member.value.elements
            guard parts.count == 2 else { throw ConformanceFormatError(what: "a map type") }
            return .map(key: try type(parts[0]), value: try type(parts[1]))
        case "param": return .parameter(member.value.text ?? "")
        case "abstract":
            let parts = member.value.elements.last?.elements ?? []
            return .abstract(
                member.value.elements.first?.text ?? "",
                try parts.map { try type($0) }
            )
        default: throw ConformanceFormatError(what: "the type \(member.name)")
        }
    }

    /// A function that can only be checked.
    static func function(_ json: JSON) throws -> HostFunction {
        let overloads = try (json["overloads"]?.elements ?? []).map { overload in
            let parameters = try (overload["args"]?.elements ?? []).map { try type($0) }
            let result = try type(overload["result"])
            return overload["instance"] == .bool(true)
                ? HostFunction.Overload.member(parameters, giving: result)
                : .global(parameters, giving: result)
        }
        return HostFunction(json["name"]?.text ?? "", overloads)
    }

    private static let simpleTypes: [String: ValueType] = [
        "dyn": .any, "null": .null, "bool": .bool, "int": .int, "uint": .uint, "double": .double,
        "string": .string, "bytes": .bytes, "timestamp": .timestamp, "duration": .duration,
    ]

    static func value(_ json: JSON?) throws -> Value {
        guard let member = json?.members.first else {
            throw ConformanceFormatError(what: "a value")
        }
        let text = member.value.text ?? ""
        let read: Value?
        switch member.name {
        case "null": read = .null
        case "bool": read = .bool(member.value == .bool(true))
        case "int": read = Int64(text).map { .int($0) }
        case "uint": read = UInt64(text).map { .uint($0) }
        case "double": read = Double(text).map { .double($0) }
        case "string": read = .string(text)
        case "bytes": read = decodeBase64(text).map { .bytes($0) }
        case "list": read = .list(try member.value.elements.map { try value($0) })
        case "map":
            let pairs = try member.value.elements.map { pair in
                (try value(pair.elements.first), try value(pair.elements.last))
            }
            read = .map(MapValue(pairs))
        case "type": read = typeValue(text)
        case "timestamp": read = try timestamp(member.value)
        case "duration": read = try duration(member.value)
        case "optional":
            let wrapped = member.value == .null ? nil : try value(member.value)
            read = .optional(OptionalValue(wrapped))
        default: read = nil
        }
        guard let read else { throw ConformanceFormatError(what: "the value \(member.name)") }
        return read
    }

    private static func typeValue(_ name: String) -> Value? {
        let all: [ValueType] =
            Array(simpleTypes.values) + [
                .list(.any), .map(key: .any, value: .any), .optional(.any), .type,
            ]
        return all.first { $0.celName == name }.map { .type($0) }
    }

    private static func timestamp(_ json: JSON) throws -> Value? {
        let (seconds, nanoseconds) = try parts(json)
        return Timestamp(seconds: seconds, nanoseconds: Int32(nanoseconds)).map { .timestamp($0) }
    }

    private static func duration(_ json: JSON) throws -> Value? {
        let (seconds, nanoseconds) = try parts(json)
        return .duration(.seconds(seconds) + .nanoseconds(nanoseconds))
    }

    private static func parts(_ json: JSON) throws -> (Int64, Int64) {
        guard let seconds = json["seconds"]?.text.flatMap({ Int64($0) }),
            let nanoseconds = json["nanos"]?.int
        else { throw ConformanceFormatError(what: "seconds and nanoseconds") }
        return (seconds, Int64(nanoseconds))
    }
}

extension JSON {
    var text: String? { if case .string(let text) = self { text } else { nil } }
    var int: Int? { if case .number(let text) = self { Int(text) } else { nil } }
    var elements: [JSON] { if case .array(let elements) = self { elements } else { [] } }
    var members: [Member] { if case .object(let members) = self { members } else { [] } }
}
