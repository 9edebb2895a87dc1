public import Foundation
public import Testing

/// Holds an output against the file `Goldens/NAME` beside the test.
///
/// `WAYBILL_RECORD=1 swift test` writes the files anew; such a run fails, so that it is never taken for
/// a passing one, and refuses where `CI` is set.
public func expectGolden(
    _ actual: String,
    named name: String,
    in directory: URL? = nil,
    filePath: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let beside = URL(filePath: filePath).deletingLastPathComponent().appending(path: "Goldens")
    let file = (directory ?? beside).appending(path: name)
    if isRecording(sourceLocation) {
        record(actual, in: file, sourceLocation)
        return
    }
    guard let expected = try? String(contentsOf: file, encoding: .utf8) else {
        Issue.record(
            "there is no golden file \(file.path): record it with WAYBILL_RECORD=1",
            sourceLocation: sourceLocation
        )
        return
    }
    #expect(
        actual == expected,
        "differs from \(file.lastPathComponent)",
        sourceLocation: sourceLocation
    )
}

private func isRecording(_ sourceLocation: SourceLocation) -> Bool {
    let environment = ProcessInfo.processInfo.environment
    guard environment["WAYBILL_RECORD"] == "1" else { return false }
    guard environment["CI"] == nil else {
        Issue.record("CI never records golden files", sourceLocation: sourceLocation)
        return false
    }
    return true
}

private func record(_ actual: String, in file: URL, _ sourceLocation: SourceLocation) {
    do {
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(actual.utf8).write(to: file)
        Issue.record("recorded \(file.lastPathComponent)", sourceLocation: sourceLocation)
    } catch {
        Issue.record("cannot record \(file.path): \(error)", sourceLocation: sourceLocation)
    }
}
