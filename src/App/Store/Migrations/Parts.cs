using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fairload.App.Store.Migrations;

/// <summary>Which lists of an Annex A an import had, so that a later one that lacks a list is known.</summary>
[DbContext(typeof(FairloadDb))]
[Migration("0011_Parts")]
internal sealed class Parts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>("parts", "imports", maxLength: 100, nullable: true);
}
