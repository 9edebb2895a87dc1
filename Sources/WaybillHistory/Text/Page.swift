import WaybillDiagnostics

/// Text for a terminal: sections of rows, each with a name and what there is to say.
struct Page {
    let colour: Bool
    let width: Int
    private(set) var text = ""

    private static let nameWidth = 12

    init(colour: Bool, width: Int) {
        self.colour = colour
        self.width = width
    }

    mutating func title(_ title: String) { text += title + "\n" }

    mutating func section(_ title: String) {
        text += "\n" + Ink.strong.paint(title, colour: colour) + "\n"
    }

    mutating func row(_ name: String, _ value: String, _ ink: Ink = .plain) {
        let left = name.padded(to: Self.nameWidth)
        let indent = String(repeating: " ", count: left.columns + 4)
        for (index, line) in value.wrapped(to: max(30, width - indent.columns)).enumerated() {
            let start = index == 0 ? "  \(Ink.quiet.paint(left, colour: colour))  " : indent
            text += start + ink.paint(line, colour: colour) + "\n"
        }
    }

    /// A command stands on one line, however long it is, so that it can be copied.
    mutating func command(_ command: OperatorCommand) {
        let indent = String(repeating: " ", count: Self.nameWidth + 4)
        let line = indent + command.line.visible
        let purpose = "# \(command.purpose)"
        let fits = line.columns + 2 + purpose.columns <= width
        let painted = Ink.quiet.paint(purpose, colour: colour)
        text += fits ? "\(line)  \(painted)\n" : "\(indent)\(painted)\n\(line)\n"
    }
}
