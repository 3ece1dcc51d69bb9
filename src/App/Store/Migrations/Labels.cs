using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fairload.App.Store.Migrations;

/// <summary>Labels that could not be read, and what people said that they mean.</summary>
[DbContext(typeof(FairloadDb))]
[Migration("0007_Labels")]
internal sealed class Labels : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "unknown_labels",
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
            constraints: t => t.PrimaryKey("PK_unknown_labels", c => c.id));
        migrationBuilder.CreateIndex("ix_unknown_labels_label", "unknown_labels", ["council", "list", "column", "label"], unique: true);
        migrationBuilder.CreateTable(
            "label_answers",
            t => new
            {
                id = t.Column<Guid>(nullable: false),
                council = t.Column<int>(nullable: false),
                meaning = t.Column<string>(maxLength: 40, nullable: false),
                key = t.Column<string>(maxLength: 400, nullable: false),
                label = t.Column<string>(maxLength: 120, nullable: false),
                column = t.Column<string>(maxLength: 200, nullable: false),
                value = t.Column<string>(maxLength: 200, nullable: true),
                who = t.Column<string>(maxLength: 200, nullable: false),
                when = t.Column<DateTime>(nullable: false),
                version = t.Column<int>(nullable: false),
            },
            constraints: t => t.PrimaryKey("PK_label_answers", c => c.id));
        migrationBuilder.CreateIndex("ix_label_answers_label", "label_answers", ["council", "meaning", "key"], unique: true);
    }
}
