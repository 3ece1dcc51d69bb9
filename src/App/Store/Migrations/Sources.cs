using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fairload.App.Store.Migrations;

/// <summary>
/// Which kind of file a row is from: until now the staff file gave posts and the tables of the standard all else. And every day of
/// which a table was loaded, not only the latest.
/// </summary>
[DbContext(typeof(FairloadDb))]
[Migration("0006_Sources")]
internal sealed class Sources : Migration
{
    /// <summary>The columns of a record before this.</summary>
    private const string Columns =
        "id, council, kind, key, child, worker, other_worker, team, \"from\", until, due, code, detail, ref, number, flag, extra, withdrawn, file, row";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        if (migrationBuilder.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite")
        {
            migrationBuilder.Sql(
                """
                CREATE TABLE "records_new" (
                    "id" INTEGER NOT NULL, "council" INTEGER NOT NULL, "kind" INTEGER NOT NULL, "source" INTEGER NOT NULL, "key" TEXT NOT NULL,
                    "child" INTEGER NULL, "worker" INTEGER NULL, "other_worker" INTEGER NULL, "team" TEXT NULL,
                    "from" TEXT NULL, "until" TEXT NULL, "due" TEXT NULL, "code" TEXT NULL, "detail" TEXT NULL,
                    "ref" TEXT NULL, "number" INTEGER NULL, "flag" INTEGER NULL, "extra" TEXT NULL,
                    "withdrawn" TEXT NULL, "file" INTEGER NOT NULL, "row" INTEGER NOT NULL,
                    CONSTRAINT "PK_records" PRIMARY KEY ("council", "kind", "source", "key")) WITHOUT ROWID
                """);
            migrationBuilder.Sql($"INSERT INTO records_new ({Columns}, source) SELECT {Columns}, CASE kind WHEN 3 THEN 2 ELSE 1 END FROM records");
            migrationBuilder.DropTable("records");
            migrationBuilder.RenameTable("records_new", newName: "records");
        }
        else
        {
            migrationBuilder.AddColumn<int>("source", "records", nullable: false, defaultValue: 1);
            migrationBuilder.Sql("UPDATE records SET source = 2 WHERE kind = 3");
            migrationBuilder.Sql("ALTER TABLE records ALTER COLUMN source DROP DEFAULT");
            migrationBuilder.DropPrimaryKey("PK_records", "records");
            migrationBuilder.AddPrimaryKey("PK_records", "records", ["council", "kind", "source", "key"]);
        }

        migrationBuilder.Sql("CREATE TABLE import_days AS SELECT council, kind, CASE source WHEN 'staff' THEN 2 ELSE 1 END AS source, extract_date FROM import_tables");
        migrationBuilder.DropTable("import_tables");
        migrationBuilder.CreateTable(
            "import_tables",
            t => new
            {
                council = t.Column<int>(nullable: false),
                kind = t.Column<int>(nullable: false),
                source = t.Column<int>(nullable: false),
                extract_date = t.Column<DateOnly>(nullable: false),
            },
            constraints: t => t.PrimaryKey("PK_import_tables", c => new { c.council, c.kind, c.source, c.extract_date }));
        migrationBuilder.Sql("INSERT INTO import_tables (council, kind, source, extract_date) SELECT council, kind, source, extract_date FROM import_days");
        migrationBuilder.DropTable("import_days");
        migrationBuilder.CreateTable(
            "join_questions",
            t => new
            {
                council = t.Column<int>(nullable: false),
                system = t.Column<string>(maxLength: 20, nullable: false),
                source_id = t.Column<string>(maxLength: 200, nullable: false),
                number = t.Column<int>(nullable: false),
                state = t.Column<int>(nullable: false),
                who = t.Column<string>(maxLength: 200, nullable: false),
                when = t.Column<DateTime>(nullable: true),
                version = t.Column<int>(nullable: false),
            },
            constraints: t => t.PrimaryKey("PK_join_questions", c => new { c.council, c.system, c.source_id }));
        migrationBuilder.AddColumn<string>("sheet", "problems", maxLength: 40, nullable: true);
    }
}
