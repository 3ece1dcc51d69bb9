using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fairload.App.Store.Migrations;

/// <summary>Restricted records, to whom they are open, and who opened one that was closed to them.</summary>
[DbContext(typeof(FairloadDb))]
[Migration("0005_Restrictions")]
internal sealed class Restrictions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "restrictions",
            t => new
            {
                council = t.Column<int>(nullable: false),
                id = t.Column<Guid>(nullable: false),
                child = t.Column<string>(maxLength: 200, nullable: false),
                kind = t.Column<int>(nullable: false),
                reason = t.Column<string>(maxLength: 2000, nullable: false),
                who = t.Column<string>(maxLength: 200, nullable: false),
                when = t.Column<DateTime>(nullable: false),
                version = t.Column<int>(nullable: false),
            },
            constraints: t => t.PrimaryKey("PK_restrictions", c => new { c.council, c.id }));
        migrationBuilder.CreateIndex("ix_restrictions_child", "restrictions", ["council", "child"], unique: true);
        migrationBuilder.CreateTable(
            "restriction_people",
            t => new
            {
                council = t.Column<int>(nullable: false),
                restriction = t.Column<Guid>(nullable: false),
                worker = t.Column<string>(maxLength: 200, nullable: false),
                is_barred = t.Column<bool>(nullable: false),
            },
            constraints: t =>
            {
                t.PrimaryKey("PK_restriction_people", c => new { c.council, c.restriction, c.worker });
                t.ForeignKey(
                    "fk_restriction_people_restrictions", c => new { c.council, c.restriction }, "restrictions", ["council", "id"],
                    onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateTable(
            "openings",
            t => new
            {
                council = t.Column<int>(nullable: false),
                id = t.Column<Guid>(nullable: false),
                child = t.Column<string>(maxLength: 200, nullable: false),
                who = t.Column<string>(maxLength: 200, nullable: false),
                viewer = t.Column<string>(maxLength: 400, nullable: false),
                reason = t.Column<string>(maxLength: 2000, nullable: false),
                when = t.Column<DateTime>(nullable: false),
                until = t.Column<DateTime>(nullable: false),
                team = t.Column<string>(maxLength: 200, nullable: true),
                seen_by = t.Column<string>(maxLength: 200, nullable: true),
                seen_at = t.Column<DateTime>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_openings", c => new { c.council, c.id }));
        migrationBuilder.CreateIndex("ix_openings_when", "openings", ["council", "when"]);
    }
}
