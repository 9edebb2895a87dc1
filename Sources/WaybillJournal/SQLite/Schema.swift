import GRDB

/// The tables of a store.
///
/// Columns called time, or ending in `_at` or `_due`, are RFC 3339 in UTC with nine digits of
/// fraction, so that their text sorts as the times do. JSON is compact text.
enum Schema {
    /// The format this version writes, in `user_version`.
    static var version: Int { migrations.count }
    /// Marks the file as ours, in `application_id`: `WAYB`.
    static let applicationID = 0x5741_5942

    /// What makes each version of the format of the one before, beginning with nothing. Stores last
    /// for years: what is here never changes, and the next version is added at the end.
    static let migrations = [tables, events, untakenEvents]

    /// Brings a store from a version to the present one, inside the caller's transaction.
    static func migrate(_ database: Database, from version: Int) throws {
        for statements in migrations.dropFirst(version) { try database.execute(sql: statements) }
        try database.execute(
            sql: """
                PRAGMA application_id = \(applicationID);
                PRAGMA user_version = \(self.version);
                """
        )
    }

    private static let tables = """
        CREATE TABLE event (
            position INTEGER PRIMARY KEY,
            run TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            time TEXT NOT NULL,
            type TEXT NOT NULL,
            version INTEGER NOT NULL,
            payload TEXT NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX event_by_run ON event (run, sequence);

        CREATE TABLE definition (
            digest TEXT NOT NULL PRIMARY KEY,
            text TEXT NOT NULL
        ) STRICT;

        CREATE TABLE run (
            position INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            workflow TEXT NOT NULL,
            key TEXT,
            digest TEXT NOT NULL,
            input_digest TEXT NOT NULL,
            status TEXT NOT NULL,
            is_final INTEGER NOT NULL,
            outcome TEXT,
            started_at TEXT NOT NULL,
            updated_at TEXT NOT NULL,
            next_due TEXT
        ) STRICT;
        CREATE INDEX run_by_start ON run (started_at);
        CREATE INDEX run_by_key ON run (workflow, key, started_at);
        CREATE INDEX run_unfinished ON run (started_at) WHERE is_final = 0;
        CREATE INDEX run_by_due ON run (next_due) WHERE next_due IS NOT NULL;

        CREATE TABLE inbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            message TEXT NOT NULL,
            event_source TEXT,
            event_id TEXT,
            verdict TEXT
        ) STRICT;
        CREATE UNIQUE INDEX inbox_by_event ON inbox (event_source, event_id);
        CREATE INDEX inbox_pending ON inbox (id) WHERE verdict IS NULL;

        CREATE TABLE kept_event (
            position INTEGER PRIMARY KEY,
            source TEXT NOT NULL,
            id TEXT NOT NULL,
            type TEXT NOT NULL,
            event TEXT NOT NULL,
            UNIQUE (source, id)
        ) STRICT;
        CREATE INDEX kept_event_by_type ON kept_event (type);

        CREATE TABLE taken_event (
            position INTEGER PRIMARY KEY,
            source TEXT NOT NULL,
            id TEXT NOT NULL,
            run TEXT NOT NULL,
            UNIQUE (source, id, run)
        ) STRICT;

        CREATE TABLE lease (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            epoch INTEGER NOT NULL
        ) STRICT;
        INSERT INTO lease VALUES (1, 0);
        """

    /// The correlation of runs, events that runs publish, and workflows that events start.
    private static let events = """
        ALTER TABLE run ADD COLUMN correlation TEXT NOT NULL DEFAULT '';
        UPDATE run SET correlation = id;
        CREATE INDEX run_by_correlation ON run (correlation, started_at);

        ALTER TABLE kept_event ADD COLUMN origin TEXT NOT NULL DEFAULT 'outside';
        ALTER TABLE kept_event ADD COLUMN kept_at TEXT NOT NULL DEFAULT '';
        ALTER TABLE kept_event ADD COLUMN is_offered INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE kept_event ADD COLUMN drop_reason TEXT;
        UPDATE kept_event SET kept_at = event ->> 'time';
        DROP INDEX kept_event_by_type;
        CREATE INDEX kept_event_by_type ON kept_event (type, kept_at);
        CREATE INDEX kept_event_unoffered ON kept_event (position) WHERE is_offered = 0;

        CREATE TABLE outbox (
            position INTEGER PRIMARY KEY REFERENCES event (position),
            run TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            last_error TEXT
        ) STRICT;
        CREATE INDEX outbox_by_run ON outbox (run, position);

        CREATE TABLE registration (
            workflow TEXT NOT NULL PRIMARY KEY,
            digest TEXT NOT NULL,
            registered_at TEXT NOT NULL
        ) STRICT;
        """

    /// Which kept events are still to be taken, found without looking at all others, and why some
    /// were not. What an older runner still writes is put right by triggers.
    private static let untakenEvents = """
        ALTER TABLE kept_event ADD COLUMN is_taken INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE kept_event ADD COLUMN refusal TEXT;
        UPDATE kept_event SET kept_at = event ->> 'time' WHERE kept_at = '';
        UPDATE kept_event SET is_taken = 1
            WHERE (source, id) IN (SELECT source, id FROM taken_event);
        CREATE INDEX kept_event_untaken ON kept_event (type, kept_at) WHERE is_taken = 0;

        CREATE TRIGGER event_is_kept AFTER INSERT ON kept_event WHEN NEW.kept_at = '' BEGIN
            UPDATE kept_event SET kept_at = event ->> 'time' WHERE position = NEW.position;
        END;
        CREATE TRIGGER event_is_taken AFTER INSERT ON taken_event BEGIN
            UPDATE kept_event SET is_taken = 1 WHERE source = NEW.source AND id = NEW.id;
        END;
        CREATE INDEX kept_event_by_time ON kept_event (kept_at);
        """

    /// What a file holds.
    enum Contents {
        case nothing
        case store(version: Int)
        case somethingElse
    }

    static func contents(of database: Database) throws -> Contents {
        let application = try database.integer("PRAGMA application_id")
        let version = try database.integer("PRAGMA user_version") ?? 0
        if application == applicationID { return .store(version: version) }
        let objects = try database.integer("SELECT count(*) FROM sqlite_schema")
        return application == 0 && version == 0 && objects == 0 ? .nothing : .somethingElse
    }
}
