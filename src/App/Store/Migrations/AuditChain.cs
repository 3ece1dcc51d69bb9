using System.Globalization;
using Fairload.App.Auditing;
using Fairload.App.Store.Tables;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fairload.App.Store.Migrations;

/// <summary>
/// The audit trail as a chain: what was said moves to <c>audit_entries</c>, the chain takes the name <c>audit</c>, and
/// triggers refuse what would change either. Entries of an older store are chained here, in the migration's own transaction.
/// </summary>
[DbContext(typeof(FairloadDb))]
[Migration("0003_AuditChain")]
internal sealed class AuditChain : Migration
{
    /// <summary>What the append-only tables are guarded by; the check of the store looks for each.</summary>
    public static readonly IReadOnlyList<(string Trigger, string Table)> Guards =
    [
        ("audit_no_update", "audit"), ("audit_no_delete", "audit"),
        ("audit_entries_no_update", "audit_entries"), ("audit_entries_no_delete", "audit_entries"),
        ("audit_erasures_no_update", "audit_erasures"), ("audit_erasures_no_delete", "audit_erasures"),
        ("audit_erasures_only_now", "audit_erasures"), ("councils_audit_only_grows", "councils"),
    ];

    /// <summary>What PostgreSQL has besides, for what SQLite cannot do at all.</summary>
    public static readonly IReadOnlyList<(string Trigger, string Table)> MoreGuardsOfPostgres =
    [
        ("audit_no_truncate", "audit"), ("audit_entries_no_truncate", "audit_entries"), ("audit_erasures_no_truncate", "audit_erasures"),
    ];

    /// <summary>Gives a SQLite connection the two hashes of a link; PostgreSQL reckons them itself.</summary>
    public static void AddFunctions(SqliteConnection sqlite)
    {
        sqlite.CreateFunction<byte[], string, string, string, string, string, string?, string?, byte[]>(
            "fairload_commitment",
            (salt, when, who, action, kind, id, before, after) => Link.Commitment(new AuditEntry
            {
                Salt = salt,
                When = DateTime.Parse(when, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
                Who = who,
                Action = action,
                SubjectKind = kind,
                SubjectId = id,
                Before = before,
                After = after,
            }),
            isDeterministic: true);
        sqlite.CreateFunction<byte[], int, long, byte[], byte[]>(
            "fairload_hash", (before, council, id, commitment) => Link.Hash(before, council, id, commitment), isDeterministic: true);
    }

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var build = migrationBuilder;
        build.AddColumn<byte[]>("audit_head", "councils", nullable: false, defaultValue: Link.None);
        if (build.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite")
        {
            // Without a rowid, as the records: both tables only grow at their end and are read in the order of their key.
            build.Sql(
                """
                CREATE TABLE "audit_entries" (
                    "council" INTEGER NOT NULL, "id" INTEGER NOT NULL, "salt" BLOB NOT NULL, "when" TEXT NOT NULL,
                    "who" TEXT NOT NULL, "action" TEXT NOT NULL, "subject_kind" TEXT NOT NULL, "subject_id" TEXT NOT NULL,
                    "before" TEXT NULL, "after" TEXT NULL,
                    CONSTRAINT "PK_audit_entries" PRIMARY KEY ("council", "id")) WITHOUT ROWID
                """);
            build.Sql(
                """
                INSERT INTO audit_entries
                SELECT council, id, randomblob(16), "when", who, action, subject_kind, subject_id, before, after FROM audit
                """);
            build.DropTable("audit");
            build.Sql(
                """
                CREATE TABLE "audit" (
                    "council" INTEGER NOT NULL, "id" INTEGER NOT NULL, "commitment" BLOB NOT NULL, "hash" BLOB NOT NULL,
                    CONSTRAINT "PK_audit" PRIMARY KEY ("council", "id")) WITHOUT ROWID
                """);
        }
        else
        {
            build.DropIndex("ix_audit_subject", "audit");
            build.DropPrimaryKey("PK_audit", "audit");
            build.RenameTable("audit", newName: "audit_entries");
            build.AddPrimaryKey("PK_audit_entries", "audit_entries", ["council", "id"]);
            build.AddColumn<byte[]>("salt", "audit_entries", nullable: true);
            build.Sql("UPDATE audit_entries SET salt = uuid_send(gen_random_uuid())");
            build.Sql("ALTER TABLE audit_entries ALTER COLUMN salt SET NOT NULL");
            build.CreateTable(
                "audit",
                t => new
                {
                    council = t.Column<int>(nullable: false),
                    id = t.Column<long>(nullable: false),
                    commitment = t.Column<byte[]>(nullable: false),
                    hash = t.Column<byte[]>(nullable: false),
                },
                constraints: t => t.PrimaryKey("PK_audit", c => new { c.council, c.id }));
        }

        build.CreateIndex("ix_audit_entries_subject", "audit_entries", ["council", "subject_kind", "subject_id", "when", "id", "who", "action"]);
        build.CreateIndex("ix_audit_entries_who", "audit_entries", ["council", "who", "when", "id"]);
        build.CreateIndex("ix_audit_entries_action", "audit_entries", ["council", "action", "when", "id"]);
        build.CreateIndex("ix_audit_entries_when", "audit_entries", ["council", "when", "id"]);
        build.CreateTable(
            "audit_erasures",
            t => new
            {
                council = t.Column<int>(nullable: false),
                id = t.Column<long>(nullable: false),
                by_entry = t.Column<long>(nullable: false),
            },
            constraints: t => t.PrimaryKey("PK_audit_erasures", c => new { c.council, c.id }));
        CarryOver(build);
        Guard(build);
    }

    private static void CarryOver(MigrationBuilder build)
    {
        if (build.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite")
        {
            build.Sql(
                """
                WITH RECURSIVE
                said AS (SELECT council, id, fairload_commitment(salt, "when", who, action, subject_kind, subject_id, before, after) AS commitment
                    FROM audit_entries),
                links (council, id, commitment, hash) AS (
                    SELECT council, id, commitment, fairload_hash(zeroblob(32), council, id, commitment) FROM said WHERE id = 1
                    UNION ALL
                    SELECT s.council, s.id, s.commitment, fairload_hash(l.hash, s.council, s.id, s.commitment)
                    FROM links l JOIN said s ON s.council = l.council AND s.id = l.id + 1)
                INSERT INTO audit (council, id, commitment, hash) SELECT council, id, commitment, hash FROM links
                """);
        }
        else
        {
            // The same bytes as Link writes, by the server: each text with its length before it, -1 for none.
            static string Part(string column) =>
                $"int4send(coalesce(octet_length(convert_to({column}, 'UTF8')), -1)) || coalesce(convert_to({column}, 'UTF8'), ''::bytea)";
            var content = string.Join(" || ", new[] { "who", "action", "subject_kind", "subject_id", "before", "after" }.Select(Part));
            build.Sql(
                $"""
                WITH RECURSIVE
                said AS MATERIALIZED (SELECT council, id, sha256(
                    salt || int8send(round(extract(epoch FROM "when") * 1000000)::bigint * 10) || {content}) AS commitment FROM audit_entries),
                links (council, id, commitment, hash) AS (
                    SELECT council, id, commitment, sha256(decode(repeat('00', 32), 'hex') || int4send(council) || int8send(id) || commitment)
                    FROM said WHERE id = 1
                    UNION ALL
                    SELECT s.council, s.id, s.commitment, sha256(l.hash || int4send(s.council) || int8send(s.id) || s.commitment)
                    FROM links l JOIN said s ON s.council = l.council AND s.id = l.id + 1)
                INSERT INTO audit (council, id, commitment, hash) SELECT council, id, commitment, hash FROM links
                """);
        }

        build.Sql(
            """
            UPDATE councils SET audit_head = (SELECT a.hash FROM audit a WHERE a.council = councils.id AND a.id = councils.last_audit)
            WHERE EXISTS (SELECT 1 FROM audit a WHERE a.council = councils.id AND a.id = councils.last_audit)
            """);
    }

    private static void Guard(MigrationBuilder build)
    {
        // Content goes only in an erasure, which lists its entry first; and a list is written only while the entry that
        // says so is the newest, so nobody adds to an old one.
        const string NotErased = "NOT EXISTS (SELECT 1 FROM audit_erasures x WHERE x.council = OLD.council AND x.id = OLD.id)";
        const string NotNow = "NOT EXISTS (SELECT 1 FROM councils c WHERE c.id = NEW.council AND c.last_audit = NEW.by_entry AND NEW.id < NEW.by_entry)";
        (string Name, string When, string Table, string? Only)[] guards =
        [
            ("audit_no_update", "UPDATE", "audit", null), ("audit_no_delete", "DELETE", "audit", null),
            ("audit_entries_no_update", "UPDATE", "audit_entries", null), ("audit_entries_no_delete", "DELETE", "audit_entries", NotErased),
            ("audit_erasures_no_update", "UPDATE", "audit_erasures", null), ("audit_erasures_no_delete", "DELETE", "audit_erasures", null),
            ("audit_erasures_only_now", "INSERT", "audit_erasures", NotNow),
            ("councils_audit_only_grows", "UPDATE OF last_audit", "councils", "NEW.last_audit < OLD.last_audit"),
        ];
        if (build.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite")
        {
            foreach (var (name, when, table, only) in guards)
            {
                build.Sql(
                    $"CREATE TRIGGER {name} BEFORE {when} ON {table}{(only is null ? "" : $" WHEN {only}")} "
                    + "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END");
            }

            return;
        }

        build.Sql(
            """
            CREATE FUNCTION fairload_audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'insufficient_privilege'; END $$
            """);
        foreach (var (name, when, table, only) in guards)
        {
            // A condition may not look into tables here: those that do are asked by functions of their own.
            var looks = only is not null && only.Contains("SELECT", StringComparison.Ordinal);
            if (looks)
            {
                build.Sql(
                    $"""
                    CREATE FUNCTION fairload_{name}() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN IF {only} THEN RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'insufficient_privilege'; END IF;
                    RETURN {(when == "DELETE" ? "OLD" : "NEW")}; END $$
                    """);
            }

            build.Sql(
                $"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW{(only is null || looks ? "" : $" WHEN ({only})")} "
                + $"EXECUTE FUNCTION {(looks ? "fairload_" + name : "fairload_audit_is_append_only")}()");
        }

        foreach (var (name, table) in MoreGuardsOfPostgres)
        {
            build.Sql($"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION fairload_audit_is_append_only()");
        }
    }
}
