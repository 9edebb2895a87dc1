import GRDB

extension Database {
    /// The one integer that a statement gives; `nil` when it gives none.
    func integer(_ sql: String) throws -> Int? {
        try Int.fetchOne(cachedStatement(sql: sql))
    }

    /// A number that changes when another connection commits.
    func dataVersion() throws -> Int? { try integer("PRAGMA data_version") }
}
