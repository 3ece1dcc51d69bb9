using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fairload.App.Store.Migrations;

/// <summary>Legal holds, and the fingerprints of those who were erased.</summary>
[DbContext(typeof(FairloadDb))]
[Migration("0004_Privacy")]
internal sealed class Privacy : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "holds",
            t => new
            {
                council = t.Column<int>(nullable: false),
                id = t.Column<int>(nullable: false),
                subject = t.Column<int>(nullable: true),
                number = t.Column<int>(nullable: false),
                by = t.Column<string>(maxLength: 200, nullable: false),
                reason = t.Column<string>(maxLength: 2000, nullable: false),
                who = t.Column<string>(maxLength: 200, nullable: false),
                since = t.Column<DateTime>(nullable: false),
                ended = t.Column<DateTime>(nullable: true),
                ended_by = t.Column<string>(maxLength: 200, nullable: true),
                ended_reason = t.Column<string>(maxLength: 2000, nullable: true),
                version = t.Column<int>(nullable: false),
            },
            constraints: t => t.PrimaryKey("PK_holds", c => new { c.council, c.id }));
        migrationBuilder.CreateTable(
            "erased_identities",
            t => new
            {
                council = t.Column<int>(nullable: false),
                subject = t.Column<int>(nullable: false),
                fingerprint = t.Column<string>(maxLength: 40, nullable: false),
                erased_on = t.Column<DateOnly>(nullable: false),
                placeholder = t.Column<int>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_erased_identities", c => new { c.council, c.subject, c.fingerprint }));
    }
}
