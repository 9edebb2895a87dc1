import CYAML

/// libyaml without anything on top.
enum BareYAML {
    /// Parses a text to its events and throws them away; gives how many there were.
    static func events(of bytes: [UInt8]) throws -> Int {
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else {
            throw LimitFailure(message: "libyaml cannot begin")
        }
        defer { yaml_parser_delete(&parser) }
        return try bytes.withUnsafeBufferPointer { buffer in
            yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
            return try events(of: &parser)
        }
    }

    private static func events(of parser: inout yaml_parser_t) throws -> Int {
        var event = yaml_event_t()
        var count = 0
        while true {
            guard yaml_parser_parse(&parser, &event) == 1 else {
                throw LimitFailure(message: "libyaml cannot read the sample")
            }
            defer { yaml_event_delete(&event) }
            count += 1
            if event.type == YAML_STREAM_END_EVENT { return count }
        }
    }
}
