import CEL
import Testing
import WaybillDiagnostics

@Suite("A raw text")
struct RawTextTests {
    @Test(
        "takes a backslash for a character like any other",
        arguments: [
            (#"r'\'"#, #"\"#), (#"R"C:\dir\""#, #"C:\dir\"#), (#"r'\\'"#, #"\\"#),
            (#"r'''\'''"#, #"\"#), (#"string(br'\x41')"#, #"\x41"#),
        ]
    )
    func backslash(text: String, value: String) {
        let compilation = Program.compile(EmbeddedText(text), in: Environment(variables: []))
        #expect(compilation.program?.constant == .string(value))
    }

    @Test("ends at its quote and with its line", arguments: [#"r'\''"#, "r'a\\\nb'"])
    func end(text: String) {
        let compilation = Program.compile(EmbeddedText(text), in: Environment(variables: []))
        #expect(compilation.program == nil)
    }
}
