import WaybillDiagnostics

/// A finished node with what the builder has to know about it.
struct BuiltNode {
    let node: YAMLNode
    /// The byte just past what stands for it at this place of the file, which for an alias is not
    /// where the node itself ends.
    let end: Int
    /// How many nodes it has, itself included and aliases expanded.
    let size: Int
    /// How many collections are nested in it, itself included.
    let height: Int
}

/// A collection that is being read.
struct Frame {
    /// The key whose value comes next.
    enum PendingKey {
        case key(YAMLScalar)
        /// A key that is a finding: its value is read and forgotten.
        case refused
    }

    let isMapping: Bool
    let isFlow: Bool
    let anchor: String?
    /// Its first byte.
    let start: Int
    /// The column of its entries, when it is a block collection.
    let column: Int
    private(set) var items: [YAMLNode] = []
    private(set) var entries: [YAMLEntry] = []
    private(set) var pendingKey: PendingKey?
    private var keys = KeyPlaces()
    /// The end of its last child.
    private(set) var end: Int
    private(set) var size = 0
    private(set) var height = 0

    init(isMapping: Bool, isFlow: Bool, anchor: String?, start: Int, column: Int) {
        self.isMapping = isMapping
        self.isFlow = isFlow
        self.anchor = anchor
        self.start = start
        self.column = column
        end = start
    }

    /// The key whose value comes next, as text.
    var pendingKeyText: String? {
        guard case .key(let key) = pendingKey else { return nil }
        return key.string
    }

    /// Adds an item, a key or a value, and returns what is wrong with it.
    mutating func add(_ built: BuiltNode) -> [Diagnostic] {
        end = max(end, built.end)
        size += built.size
        height = max(height, built.height)
        guard isMapping else {
            items.append(built.node)
            return []
        }
        guard let pendingKey else { return addKey(built.node) }
        if case .key(let key) = pendingKey {
            entries.append(YAMLEntry(key: key, value: built.node))
        }
        self.pendingKey = nil
        return []
    }

    private mutating func addKey(_ node: YAMLNode) -> [Diagnostic] {
        guard case .scalar(let key) = node.content else {
            pendingKey = .refused
            return [.keyIsNoScalar(at: node.alias ?? node.span)]
        }
        let place = node.alias ?? key.span
        if let first = keys.note(key.string, at: place) {
            pendingKey = .refused
            return [.duplicateKey(key.string, at: place, first: first)]
        }
        pendingKey = .key(key)
        return []
    }
}
