using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fairload.App.Store.Migrations;

/// <summary>The first schema. Written by hand, one <c>Up</c> for both engines.</summary>
[DbContext(typeof(FairloadDb))]
[Migration("0001_First")]
internal sealed class First : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Councils(migrationBuilder);
        Records(migrationBuilder);
        Imports(migrationBuilder);
        Work(migrationBuilder);
    }

    private static void Councils(MigrationBuilder build)
    {
        build.CreateTable(
            "councils",
            t => new
            {
                id = t.Column<int>(nullable: false),
                code = t.Column<string>(maxLength: 40, nullable: false),
                name = t.Column<string>(maxLength: 200, nullable: false),
                data_version = t.Column<long>(nullable: false),
                salt = t.Column<byte[]>(nullable: false),
                last_record = t.Column<long>(nullable: false),
                last_identity = t.Column<int>(nullable: false),
                last_audit = t.Column<long>(nullable: false),
            },
            constraints: t => t.PrimaryKey("PK_councils", c => c.id));
        build.CreateIndex("ix_councils_code", "councils", "code", unique: true);
        build.CreateTable(
            "identities",
            t => new
            {
                council = t.Column<int>(nullable: false),
                subject = t.Column<int>(nullable: false),
                system = t.Column<string>(maxLength: 20, nullable: false),
                source_id = t.Column<string>(maxLength: 200, nullable: false),
                number = t.Column<int>(nullable: false),
            },
            constraints: t => t.PrimaryKey("PK_identities", c => new { c.council, c.subject, c.system, c.source_id }));
    }

    private static void Records(MigrationBuilder build)
    {
        if (build.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite")
        {
            // Without a rowid the rows lie in the order of the primary key: no second index to keep in an import,
            // and one council's rows of one kind are read in one sweep. EF Core cannot say this, so it is said here.
            build.Sql(
                """
                CREATE TABLE "records" (
                    "id" INTEGER NOT NULL, "council" INTEGER NOT NULL, "kind" INTEGER NOT NULL, "key" TEXT NOT NULL,
                    "child" INTEGER NULL, "worker" INTEGER NULL, "other_worker" INTEGER NULL, "team" TEXT NULL,
                    "from" TEXT NULL, "until" TEXT NULL, "due" TEXT NULL, "code" TEXT NULL, "detail" TEXT NULL,
                    "ref" TEXT NULL, "number" INTEGER NULL, "flag" INTEGER NULL, "extra" TEXT NULL,
                    "withdrawn" TEXT NULL, "file" INTEGER NOT NULL, "row" INTEGER NOT NULL,
                    CONSTRAINT "PK_records" PRIMARY KEY ("council", "kind", "key")) WITHOUT ROWID
                """);
            return;
        }

        build.CreateTable(
            "records",
            t => new
            {
                id = t.Column<long>(nullable: false),
                council = t.Column<int>(nullable: false),
                kind = t.Column<int>(nullable: false),
                key = t.Column<string>(nullable: false),
                child = t.Column<int>(nullable: true),
                worker = t.Column<int>(nullable: true),
                other_worker = t.Column<int>(nullable: true),
                team = t.Column<string>(nullable: true),
                from = t.Column<DateOnly>(nullable: true),
                until = t.Column<DateOnly>(nullable: true),
                due = t.Column<DateOnly>(nullable: true),
                code = t.Column<string>(nullable: true),
                detail = t.Column<string>(nullable: true),
                @ref = t.Column<string>(nullable: true),
                number = t.Column<int>(nullable: true),
                flag = t.Column<bool>(nullable: true),
                extra = t.Column<string>(nullable: true),
                withdrawn = t.Column<DateOnly>(nullable: true),
                file = t.Column<int>(nullable: false),
                row = t.Column<int>(nullable: false),
            },
            constraints: t => t.PrimaryKey("PK_records", c => new { c.council, c.kind, c.key }));
    }

    private static void Imports(MigrationBuilder build)
    {
        build.CreateTable(
            "imports",
            t => new
            {
                council = t.Column<int>(nullable: false),
                id = t.Column<int>(nullable: false),
                when = t.Column<DateTime>(nullable: false),
                who = t.Column<string>(maxLength: 200, nullable: false),
                kinds = t.Column<string>(maxLength: 100, nullable: false),
                extract_date = t.Column<DateOnly>(nullable: false),
                window_from = t.Column<DateOnly>(nullable: true),
                window_until = t.Column<DateOnly>(nullable: true),
                rows = t.Column<long>(nullable: false),
                added = t.Column<long>(nullable: false),
                changed = t.Column<long>(nullable: false),
                unchanged = t.Column<long>(nullable: false),
                withdrawn = t.Column<long>(nullable: false),
                rejected = t.Column<long>(nullable: false),
                problems = t.Column<long>(nullable: false),
                data_version = t.Column<long>(nullable: false),
            },
            constraints: t => t.PrimaryKey("PK_imports", c => new { c.council, c.id }));
        build.CreateTable(
            "import_files",
            t => new
            {
                council = t.Column<int>(nullable: false),
                id = t.Column<int>(nullable: false),
                import = t.Column<int>(nullable: false),
                name = t.Column<string>(maxLength: 260, nullable: false),
                table = t.Column<string>(maxLength: 60, nullable: false),
                rows = t.Column<long>(nullable: false),
                added = t.Column<long>(nullable: false),
                changed = t.Column<long>(nullable: false),
                unchanged = t.Column<long>(nullable: false),
                withdrawn = t.Column<long>(nullable: false),
                rejected = t.Column<long>(nullable: false),
            },
            constraints: t =>
            {
                t.PrimaryKey("PK_import_files", c => new { c.council, c.id });
                t.ForeignKey(
                    "fk_import_files_imports", c => new { c.council, c.import }, "imports", ["council", "id"],
                    onDelete: ReferentialAction.Cascade);
            });
        build.CreateIndex("ix_import_files_import", "import_files", ["council", "import"]);
        build.CreateTable(
            "import_tables",
            t => new
            {
                council = t.Column<int>(nullable: false),
                kind = t.Column<int>(nullable: false),
                source = t.Column<string>(maxLength: 40, nullable: false),
                extract_date = t.Column<DateOnly>(nullable: false),
            },
            constraints: t => t.PrimaryKey("PK_import_tables", c => new { c.council, c.kind }));
        build.CreateTable(
            "problems",
            t => new
            {
                council = t.Column<int>(nullable: false),
                import = t.Column<int>(nullable: false),
                id = t.Column<int>(nullable: false),
                file = t.Column<string>(maxLength: 260, nullable: false),
                row = t.Column<int>(nullable: true),
                column = t.Column<string>(maxLength: 200, nullable: true),
                value = t.Column<string>(maxLength: 400, nullable: true),
                is_error = t.Column<bool>(nullable: false),
                message = t.Column<string>(maxLength: 1000, nullable: false),
            },
            constraints: t =>
            {
                t.PrimaryKey("PK_problems", c => new { c.council, c.import, c.id });
                t.ForeignKey(
                    "fk_problems_imports", c => new { c.council, c.import }, "imports", ["council", "id"],
                    onDelete: ReferentialAction.Cascade);
            });
    }

    private static void Work(MigrationBuilder build)
    {
        build.CreateTable(
            "jobs",
            t => new
            {
                id = t.Column<Guid>(nullable: false),
                council = t.Column<int>(nullable: false),
                kind = t.Column<string>(maxLength: 40, nullable: false),
                state = t.Column<int>(nullable: false),
                progress = t.Column<double>(nullable: false),
                message = t.Column<string>(nullable: true),
                cancel_requested = t.Column<bool>(nullable: false),
                payload = t.Column<string>(nullable: false),
                result = t.Column<string>(nullable: true),
                who = t.Column<string>(maxLength: 200, nullable: false),
                asked = t.Column<DateTime>(nullable: false),
                started = t.Column<DateTime>(nullable: true),
                beat = t.Column<DateTime>(nullable: true),
                ended = t.Column<DateTime>(nullable: true),
                version = t.Column<int>(nullable: false),
            },
            constraints: t => t.PrimaryKey("PK_jobs", c => c.id));
        build.CreateIndex("ix_jobs_council_state", "jobs", ["council", "state"]);
        build.CreateTable(
            "audit",
            t => new
            {
                council = t.Column<int>(nullable: false),
                id = t.Column<long>(nullable: false),
                when = t.Column<DateTime>(nullable: false),
                who = t.Column<string>(maxLength: 200, nullable: false),
                action = t.Column<string>(maxLength: 100, nullable: false),
                subject_kind = t.Column<string>(maxLength: 40, nullable: false),
                subject_id = t.Column<string>(maxLength: 200, nullable: false),
                before = t.Column<string>(nullable: true),
                after = t.Column<string>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_audit", c => new { c.council, c.id }));
        build.CreateIndex("ix_audit_subject", "audit", ["council", "subject_kind", "subject_id"]);
        build.CreateTable(
            "settings",
            t => new
            {
                council = t.Column<int>(nullable: false),
                key = t.Column<string>(maxLength: 100, nullable: false),
                value = t.Column<string>(nullable: false),
                version = t.Column<int>(nullable: false),
            },
            constraints: t => t.PrimaryKey("PK_settings", c => new { c.council, c.key }));
        build.CreateTable(
            "reconciliations",
            t => new
            {
                council = t.Column<int>(nullable: false),
                team = t.Column<string>(maxLength: 200, nullable: false),
                extract_date = t.Column<DateOnly>(nullable: false),
                typed_count = t.Column<int>(nullable: false),
                who = t.Column<string>(maxLength: 200, nullable: false),
                when = t.Column<DateTime>(nullable: false),
                version = t.Column<int>(nullable: false),
            },
            constraints: t => t.PrimaryKey("PK_reconciliations", c => new { c.council, c.team, c.extract_date }));
    }
}
