/// What `env` and `secret` mean where the bindings are used.
struct Surroundings: Sendable {
    let variables: [String: String]
    let reading: FileReading

    func variable(_ name: String) -> String? { variables[name] }

    func secret(_ name: String) -> String? {
        if let value = variables["WAYBILL_SECRET_\(name)"] { return value }
        guard let path = variables["WAYBILL_SECRET_\(name)_FILE"],
            let bytes = try? reading.read(path)
        else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
}
