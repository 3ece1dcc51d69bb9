using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fairload.App.Store.Migrations;

/// <summary>What a rule joined: by which rule, with whom and in which import. Of joins of before only what was noted then is known.</summary>
[DbContext(typeof(FairloadDb))]
[Migration("0012_JoinsByRule")]
internal sealed class JoinsByRule : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<int>("rule", "join_questions", nullable: true);
        migrationBuilder.AddColumn<int>("with", "join_questions", nullable: true);
        migrationBuilder.AddColumn<int>("import", "join_questions", nullable: true);
        migrationBuilder.AddColumn<int>("joined", "imports", nullable: false, defaultValue: 0);
    }
}
