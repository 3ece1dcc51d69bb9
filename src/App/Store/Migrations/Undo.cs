using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fairload.App.Store.Migrations;

/// <summary>What the latest import wrote over, so that it can be undone, and imports that were not applied.</summary>
[DbContext(typeof(FairloadDb))]
[Migration("0008_Undo")]
internal sealed class Undo : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<int>("last_identity", "imports", nullable: true);
        migrationBuilder.AddColumn<string>("undone_by", "imports", maxLength: 200, nullable: true);
        migrationBuilder.AddColumn<DateTime>("undone", "imports", nullable: true);
        migrationBuilder.AddColumn<int>("undo_closed", "imports", nullable: true);
        migrationBuilder.AddColumn<int>("import", "import_tables", nullable: true);
        migrationBuilder.CreateTable(
            "undo_rows",
            t => new
            {
                id = t.Column<long>(nullable: false),
                council = t.Column<int>(nullable: false),
                kind = t.Column<int>(nullable: false),
                source = t.Column<int>(nullable: false),
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
            constraints: t => t.PrimaryKey("PK_undo_rows", c => new { c.council, c.kind, c.source, c.key }));
        migrationBuilder.CreateTable(
            "undo_identities",
            t => new
            {
                council = t.Column<int>(nullable: false),
                subject = t.Column<int>(nullable: false),
                system = t.Column<string>(maxLength: 20, nullable: false),
                source_id = t.Column<string>(maxLength: 200, nullable: false),
                number = t.Column<int>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_undo_identities", c => new { c.council, c.subject, c.system, c.source_id }));
        migrationBuilder.CreateTable(
            "import_tries",
            t => new
            {
                council = t.Column<int>(nullable: false),
                id = t.Column<Guid>(nullable: false),
                when = t.Column<DateTime>(nullable: false),
                who = t.Column<string>(maxLength: 200, nullable: false),
                files = t.Column<string>(maxLength: 1000, nullable: false),
                is_check = t.Column<bool>(nullable: false),
                outcome = t.Column<int>(nullable: false),
                message = t.Column<string>(maxLength: 1000, nullable: false),
            },
            constraints: t => t.PrimaryKey("PK_import_tries", c => new { c.council, c.id }));
    }
}
