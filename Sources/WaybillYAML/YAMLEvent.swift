/// What libyaml's parser reports, with its places turned into bytes of the file.
struct YAMLEvent {
    /// What happened.
    enum Kind {
        case documentStart
        case documentEnd
        case alias(String)
        case scalar(String, YAMLScalar.Style)
        case sequenceStart(isFlow: Bool)
        case sequenceEnd
        case mappingStart(isFlow: Bool)
        case mappingEnd
    }

    let kind: Kind
    /// The first byte, that of an anchor or a tag where there is one.
    let start: Int
    /// As libyaml gives it: for block scalars and block collections it is the next line or token.
    let end: Int
    /// The column of `end`, in code points from 0.
    let endColumn: Int
    /// The anchor that stands before the node.
    let anchor: String?
    /// The tag that stands before the node, its handle resolved.
    let tag: String?

    /// Whether something stands before the node's own first byte.
    var hasProperties: Bool { anchor != nil || tag != nil }
}

/// Where and why libyaml could not read on.
struct SyntaxFailure {
    /// What was wrong, in libyaml's words.
    let problem: String
    /// The byte at which it was noticed.
    let problemOffset: Int
    /// What was being read, in libyaml's words.
    let context: String?
    /// Where what was being read had started.
    let contextOffset: Int
}
