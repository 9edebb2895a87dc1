/// A handler that is a program: it reads the input as JSON from its standard input. No shell is
/// involved, ever.
package struct ExecBinding: Sendable {
    /// A name that is looked up in `PATH`, or an absolute path.
    package let program: String
    package let arguments: [BoundText]

    package init(program: String, arguments: [BoundText] = []) {
        self.program = program
        self.arguments = arguments
    }
}
