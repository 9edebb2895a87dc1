import ArgumentParser

/// How results are written.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    case human
    case json
}

/// The option `--format` of commands that print results.
struct OutputOptions: ParsableArguments {
    @Option(help: "How to print the result: for people or for programs.")
    var format = OutputFormat.human
}
