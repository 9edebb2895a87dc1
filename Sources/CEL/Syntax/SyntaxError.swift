/// What is wrong with an expression's syntax, by UTF-8 offsets.
struct SyntaxError: Error {
    let message: String
    let range: Range<Int>
    var help: String?
}
