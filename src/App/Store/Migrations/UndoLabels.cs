using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fairload.App.Store.Migrations;

/// <summary>The unknown labels before the latest import, so that undoing it brings them back.</summary>
[DbContext(typeof(FairloadDb))]
[Migration("0010_UndoLabels")]
internal sealed class UndoLabels : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        // The columns and their lengths are those of unknown_labels.
        migrationBuilder.CreateTable(
            "undo_labels",
            t => new
            {
                id = t.Column<Guid>(nullable: false),
                council = t.Column<int>(nullable: false),
                list = t.Column<string>(maxLength: 100, nullable: false),
                column = t.Column<string>(maxLength: 200, nullable: false),
                label = t.Column<string>(maxLength: 120, nullable: false),
                count = t.Column<int>(nullable: false),
                last = t.Column<DateTime>(nullable: false),
            },
            constraints: t => t.PrimaryKey("PK_undo_labels", c => c.id));
        migrationBuilder.AddColumn<bool>("kept_labels", "imports", nullable: false, defaultValue: false);
    }
}
