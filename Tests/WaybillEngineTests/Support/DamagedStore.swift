import WaybillInterpreter

@testable import WaybillJournal

extension SQLiteJournal {
    /// Has the first event of a kind of a run be one that this version cannot read.
    func damageFirstEvent(of run: RunID, type: EventKind) throws {
        let sql = """
            UPDATE event SET version = 99 WHERE position =
                (SELECT min(position) FROM event WHERE run = '\(run)' AND type = '\(type.rawValue)')
            RETURNING 1
            """
        _ = try database.run { try $0.integer(sql) }
    }
}
