namespace MlNetFashion.Batch;

/// <summary>The tables of a job's state, the same in SQLite and PostgreSQL. Times are milliseconds since 1970 by the database's clock.</summary>
static class JobSchema
{
    /// <summary>Makes what is missing; called by every process that starts.</summary>
    public static readonly string[] Statements =
    [
        """
        CREATE TABLE IF NOT EXISTS fashion_runs (
            id text PRIMARY KEY,
            catalogue text NOT NULL,
            planned_for text NOT NULL,
            state text NOT NULL,              -- working, published, unchanged, failed, superseded
            models text,
            plan text,                        -- the folder of the plan
            stamp text,                       -- of the source's files
            items bigint NOT NULL DEFAULT 0,
            waiting bigint NOT NULL DEFAULT 0,
            indexed bigint NOT NULL DEFAULT 0,
            created bigint NOT NULL,
            finished bigint,
            reason text,
            told integer NOT NULL DEFAULT 0,  -- whether somebody tells how it ended, or did
            UNIQUE (catalogue, planned_for))
        """,
        """
        CREATE TABLE IF NOT EXISTS fashion_steps (
            run text NOT NULL REFERENCES fashion_runs (id),
            number integer NOT NULL,
            kind text NOT NULL,
            state text NOT NULL,              -- waiting, leased, done, aside
            photos bigint NOT NULL DEFAULT 0,
            attempt integer NOT NULL DEFAULT 0,
            failures integer NOT NULL DEFAULT 0,
            owner text,
            lease_until bigint NOT NULL DEFAULT 0,
            file text,
            embedded bigint NOT NULL DEFAULT 0,
            seconds double precision NOT NULL DEFAULT 0,
            reason text,
            PRIMARY KEY (run, number))
        """,
        """
        CREATE TABLE IF NOT EXISTS fashion_photos (
            catalogue text NOT NULL,
            models text NOT NULL,
            photo text NOT NULL,
            file text,                        -- the shard; null where the photo cannot be embedded
            reason text,
            PRIMARY KEY (catalogue, models, photo))
        """,
        "CREATE INDEX IF NOT EXISTS fashion_photos_by_file ON fashion_photos (catalogue, file)",
        """
        CREATE TABLE IF NOT EXISTS fashion_addresses (
            catalogue text NOT NULL,
            url text NOT NULL,
            photo text NOT NULL,
            etag text,
            modified text,
            checked bigint NOT NULL,
            PRIMARY KEY (catalogue, url))
        """,
        """
        CREATE TABLE IF NOT EXISTS fashion_failures (
            run text NOT NULL REFERENCES fashion_runs (id),
            step integer NOT NULL,
            reason text NOT NULL,
            count bigint NOT NULL,
            PRIMARY KEY (run, step, reason))
        """,
    ];
}
