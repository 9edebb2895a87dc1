import Foundation

/// The files in the folder `workflows` of the project.
public enum Workflows {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The path of a file, such as `orders/good.json`.
    public static func path(_ name: String) -> String {
        root.appending(path: "workflows/\(name)").path
    }

    /// The text of a file.
    public static func text(_ name: String) throws -> String {
        try String(contentsOfFile: path(name), encoding: .utf8)
    }

    /// The text of a shipped order, of a folder of them, with another id.
    public static func order(
        _ name: String,
        in folder: String = "orders",
        id: String
    ) throws -> String {
        let text = try text("\(folder)/\(name).json")
        return text.replacing(#/"id": "[A-Z]-[0-9]+"/#, with: #""id": "\#(id)""#)
    }
}
