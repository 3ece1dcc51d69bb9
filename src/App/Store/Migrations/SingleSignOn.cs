using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fairload.App.Store.Migrations;

/// <summary>Who waits to be linked, what gave no role, and which word of a sign-out has come.</summary>
[DbContext(typeof(FairloadDb))]
[Migration("0005_SingleSignOn")]
internal sealed class SingleSignOn : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "sign_on_waiting",
            t => new
            {
                id = t.Column<Guid>(nullable: false),
                council = t.Column<int>(nullable: false),
                issuer = t.Column<string>(maxLength: 400, nullable: false),
                subject = t.Column<string>(maxLength: 400, nullable: false),
                name = t.Column<string>(maxLength: 200, nullable: false),
                mail = t.Column<string>(maxLength: 320, nullable: false),
                first = t.Column<DateTime>(nullable: false),
                last = t.Column<DateTime>(nullable: false),
            },
            constraints: t => t.PrimaryKey("PK_sign_on_waiting", c => c.id));
        migrationBuilder.CreateIndex("ix_sign_on_waiting_subject", "sign_on_waiting", ["council", "issuer", "subject"], unique: true);
        migrationBuilder.CreateTable(
            "sign_on_unused",
            t => new
            {
                council = t.Column<int>(nullable: false),
                claim = t.Column<string>(maxLength: 100, nullable: false),
                value = t.Column<string>(maxLength: 200, nullable: false),
                why = t.Column<string>(maxLength: 40, nullable: false),
                last = t.Column<DateTime>(nullable: false),
            },
            constraints: t => t.PrimaryKey("PK_sign_on_unused", c => new { c.council, c.claim, c.value, c.why }));
        migrationBuilder.CreateTable(
            "sign_offs_heard",
            t => new
            {
                id = t.Column<string>(maxLength: 64, nullable: false),
                until = t.Column<DateTime>(nullable: false),
            },
            constraints: t => t.PrimaryKey("PK_sign_offs_heard", c => c.id));
        migrationBuilder.CreateIndex("ix_sign_offs_heard_until", "sign_offs_heard", "until");
    }
}
