import CYAML

/// Runs libyaml's event parser over a part of a file.
enum EventParser {
    /// How a run ended.
    enum Outcome {
        case finished
        /// The receiver wanted no more.
        case stopped
        case failed(SyntaxFailure)
    }

    /// Feeds the bytes' events to the receiver until it returns `false`.
    ///
    /// - Parameter bytes: UTF-8 without control characters; places count from the array's start.
    static func parse(
        _ bytes: ArraySlice<UInt8>,
        into receive: (YAMLEvent) -> Bool
    ) -> Outcome {
        // libyaml skips a byte order mark only where it is to find out the encoding.
        let hasMark = bytes.startIndex == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF])
        let bytes = hasMark ? bytes.dropFirst(3) : bytes
        let marks = MarkTable(bytes)
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        defer { parser.deallocate() }
        parser.initialize(to: yaml_parser_t())
        guard yaml_parser_initialize(parser) == 1 else {
            return .failed(
                SyntaxFailure(
                    problem: "out of memory",
                    problemOffset: bytes.startIndex,
                    context: nil,
                    contextOffset: bytes.startIndex
                )
            )
        }
        defer { yaml_parser_delete(parser) }
        return bytes.withUnsafeBufferPointer { buffer in
            yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
            yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
            return run(parser, marks: marks, into: receive)
        }
    }

    private static func run(
        _ parser: UnsafeMutablePointer<yaml_parser_t>,
        marks: MarkTable,
        into receive: (YAMLEvent) -> Bool
    ) -> Outcome {
        var raw = yaml_event_t()
        while true {
            guard yaml_parser_parse(parser, &raw) == 1 else {
                return .failed(SyntaxFailure(parser.pointee, marks: marks))
            }
            defer { yaml_event_delete(&raw) }
            if raw.type == YAML_STREAM_END_EVENT { return .finished }
            guard let event = YAMLEvent(raw, marks: marks) else { continue }
            if !receive(event) { return .stopped }
        }
    }
}

extension SyntaxFailure {
    fileprivate init(_ parser: yaml_parser_t, marks: MarkTable) {
        problem = parser.problem.map { String(cString: $0) } ?? "out of memory"
        problemOffset = marks.byteOffset(ofCodePoint: Int(parser.problem_mark.index))
        context = parser.context.map { String(cString: $0) }
        contextOffset = marks.byteOffset(ofCodePoint: Int(parser.context_mark.index))
    }
}

extension YAMLEvent {
    /// `nil` for an event that the tree has no use for.
    fileprivate init?(_ raw: yaml_event_t, marks: MarkTable) {
        var anchor: UnsafeMutablePointer<yaml_char_t>?
        var tag: UnsafeMutablePointer<yaml_char_t>?
        switch raw.type {
        case YAML_DOCUMENT_START_EVENT:
            kind = .documentStart
        case YAML_DOCUMENT_END_EVENT:
            kind = .documentEnd
        case YAML_ALIAS_EVENT:
            kind = .alias(text(raw.data.alias.anchor) ?? "")
        case YAML_SCALAR_EVENT:
            let scalar = raw.data.scalar
            (anchor, tag) = (scalar.anchor, scalar.tag)
            let value = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            kind = .scalar(
                String(decoding: value, as: UTF8.self),
                YAMLScalar.Style(scalar.style)
            )
        case YAML_SEQUENCE_START_EVENT:
            let sequence = raw.data.sequence_start
            (anchor, tag) = (sequence.anchor, sequence.tag)
            kind = .sequenceStart(isFlow: sequence.style == YAML_FLOW_SEQUENCE_STYLE)
        case YAML_SEQUENCE_END_EVENT:
            kind = .sequenceEnd
        case YAML_MAPPING_START_EVENT:
            let mapping = raw.data.mapping_start
            (anchor, tag) = (mapping.anchor, mapping.tag)
            kind = .mappingStart(isFlow: mapping.style == YAML_FLOW_MAPPING_STYLE)
        case YAML_MAPPING_END_EVENT:
            kind = .mappingEnd
        default:
            return nil
        }
        start = marks.byteOffset(ofCodePoint: Int(raw.start_mark.index))
        end = marks.byteOffset(ofCodePoint: Int(raw.end_mark.index))
        endColumn = Int(raw.end_mark.column)
        self.anchor = text(anchor)
        self.tag = text(tag)
    }
}

extension YAMLScalar.Style {
    fileprivate init(_ style: yaml_scalar_style_t) {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: self = .literal
        case YAML_FOLDED_SCALAR_STYLE: self = .folded
        default: self = .plain
        }
    }
}

/// The string at a C pointer that may be null.
private func text(_ characters: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    characters.map { String(cString: $0) }
}
