using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fairload.App.Store.Migrations;

/// <summary>
/// The window of an extract beside its day. Until now an extract with a window counted as one of all days: those of which the import is
/// known have its window from here on.
/// </summary>
[DbContext(typeof(FairloadDb))]
[Migration("0009_Windows")]
internal sealed class Windows : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<DateOnly>("part_of", "import_files", nullable: true);
        migrationBuilder.Sql(
            """
            UPDATE import_files SET part_of = (SELECT i.extract_date FROM imports i
            WHERE i.council = import_files.council AND i.id = import_files.import AND i.window_from IS NOT NULL)
            """);
        migrationBuilder.Sql(
            """
            CREATE TABLE import_days AS SELECT t.council, t.kind, t.source, t.extract_date, i.window_from, i.window_until, t.import
            FROM import_tables t LEFT JOIN imports i ON i.council = t.council AND i.id = t.import
            """);
        migrationBuilder.DropTable("import_tables");
        migrationBuilder.CreateTable(
            "import_tables",
            t => new
            {
                council = t.Column<int>(nullable: false),
                kind = t.Column<int>(nullable: false),
                source = t.Column<int>(nullable: false),
                extract_date = t.Column<DateOnly>(nullable: false),
                window_from = t.Column<DateOnly>(nullable: false),
                window_until = t.Column<DateOnly>(nullable: false),
                import = t.Column<int>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_import_tables", c => new { c.council, c.kind, c.source, c.extract_date, c.window_from, c.window_until }));
        migrationBuilder.Sql(
            """
            INSERT INTO import_tables (council, kind, source, extract_date, window_from, window_until, import)
            SELECT council, kind, source, extract_date, COALESCE(window_from, '1000-01-01'), COALESCE(window_until, '3000-01-01'), import FROM import_days
            """);
        migrationBuilder.DropTable("import_days");
    }
}
