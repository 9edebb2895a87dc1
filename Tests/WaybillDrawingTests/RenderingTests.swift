import Foundation
import Testing
import WaybillModel

@testable import WaybillDrawing

@Suite("Drawings are read by Graphviz", .enabled(if: Graphviz.isInstalled))
struct RenderingTests {
    @Test(
        "each shipped workflow",
        arguments: ["fulfil_order", "return_order", "payment_with_approval"]
    )
    func shipped(name: String) throws {
        let workflow = try shippedWorkflow(name)
        let states = StepProgress.allCases
        let overlay = RunOverlay(
            steps: Dictionary(
                workflow.nodes.map { ($0.step, states[$0.id.index % states.count]) },
                uniquingKeysWith: { first, _ in first }
            )
        )
        for drawing in [DOT.draw(workflow), DOT.draw(workflow, run: overlay)] {
            let (svg, complaints) = try Graphviz.render(drawing)
            #expect(complaints == "")
            for node in workflow.nodes { #expect(svg.contains(">\(node.step)</text>")) }
        }
    }

    @Test("texts that look like Graphviz's own language are shown as they are")
    func hostileTexts() throws {
        let workflow = try graph(
            steps: """
                  - step: odd
                    summary: 'a "quote", a \\N, a <b>, a } and a & end'
                    when: input.text != '<b>"]; x -> y [\\\\n &amp; ' && input.id != "\\u0001"
                    set: { text: 1 }
                  - step: done
                    finish: sold
                """
        )
        let (svg, complaints) = try Graphviz.render(DOT.draw(workflow))
        #expect(complaints == "")
        #expect(svg.contains("&lt;b&gt;&quot;]; x"))
        #expect(svg.contains(#"a &quot;quote&quot;, a \N, a &lt;b&gt;, a } and a &amp; end"#))
    }
}

/// Graphviz's `dot`, where it is installed.
enum Graphviz {
    private static let program = URL(filePath: "/usr/bin/dot")

    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program.path) }

    /// The drawing as SVG, and what `dot` complained of.
    static func render(_ drawing: String) throws -> (svg: String, complaints: String) {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "waybill-drawing-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let input = folder.appending(path: "drawing.dot")
        let output = folder.appending(path: "drawing.svg")
        try Data(drawing.utf8).write(to: input)
        let errors = Pipe()
        let process = Process()
        process.executableURL = program
        process.arguments = ["-Tsvg", input.path, "-o", output.path]
        process.standardError = errors
        try process.run()
        let complaints = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let svg = try String(contentsOf: output, encoding: .utf8)
        return (svg, String(decoding: complaints, as: UTF8.self))
    }
}
