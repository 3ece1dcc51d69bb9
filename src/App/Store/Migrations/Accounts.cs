using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fairload.App.Store.Migrations;

/// <summary>Accounts, the roles they hold, their sessions, and what guards the sign-in.</summary>
[DbContext(typeof(FairloadDb))]
[Migration("0002_Accounts")]
internal sealed class Accounts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<long>("access_version", "councils", nullable: false, defaultValue: 0L);
        People(migrationBuilder);
        OfAccount(migrationBuilder);
        Guards(migrationBuilder);
    }

    private static void People(MigrationBuilder build)
    {
        build.CreateTable(
            "accounts",
            t => new
            {
                id = t.Column<Guid>(nullable: false),
                council = t.Column<int>(nullable: false),
                sign_in_name = t.Column<string>(maxLength: 200, nullable: false),
                sign_in_key = t.Column<string>(maxLength: 200, nullable: false),
                name = t.Column<string>(maxLength: 200, nullable: false),
                worker = t.Column<string>(maxLength: 200, nullable: true),
                is_disabled = t.Column<bool>(nullable: false),
                password_hash = t.Column<string>(maxLength: 400, nullable: true),
                security_stamp = t.Column<string>(maxLength: 100, nullable: true),
                failed_count = t.Column<int>(nullable: false),
                locked_until = t.Column<DateTime>(nullable: true),
                last_code_step = t.Column<long>(nullable: false),
                version = t.Column<int>(nullable: false),
            },
            constraints: t => t.PrimaryKey("PK_accounts", c => c.id));
        build.CreateIndex("ix_accounts_sign_in_key", "accounts", ["council", "sign_in_key"], unique: true);
    }

    private static void OfAccount(MigrationBuilder build)
    {
        build.CreateTable(
            "account_logins",
            t => new
            {
                council = t.Column<int>(nullable: false),
                issuer = t.Column<string>(maxLength: 400, nullable: false),
                subject = t.Column<string>(maxLength: 400, nullable: false),
                account = t.Column<Guid>(nullable: false),
                linked = t.Column<DateTime>(nullable: false),
                linked_by = t.Column<string>(maxLength: 200, nullable: false),
            },
            constraints: t =>
            {
                t.PrimaryKey("PK_account_logins", c => new { c.council, c.issuer, c.subject });
                t.ForeignKey("fk_account_logins_accounts", c => c.account, "accounts", "id", onDelete: ReferentialAction.Cascade);
            });
        build.CreateIndex("ix_account_logins_account", "account_logins", "account");
        build.CreateTable(
            "account_tokens",
            t => new
            {
                account = t.Column<Guid>(nullable: false),
                kind = t.Column<string>(maxLength: 40, nullable: false),
                name = t.Column<string>(maxLength: 100, nullable: false),
                value = t.Column<string>(maxLength: 1000, nullable: false),
            },
            constraints: t =>
            {
                t.PrimaryKey("PK_account_tokens", c => new { c.account, c.kind, c.name });
                t.ForeignKey("fk_account_tokens_accounts", c => c.account, "accounts", "id", onDelete: ReferentialAction.Cascade);
            });
        build.CreateTable(
            "roles_held",
            t => new
            {
                id = t.Column<Guid>(nullable: false),
                council = t.Column<int>(nullable: false),
                account = t.Column<Guid>(nullable: false),
                role = t.Column<string>(maxLength: 40, nullable: false),
                node = t.Column<string>(maxLength: 200, nullable: true),
                from = t.Column<DateOnly>(nullable: false),
                until = t.Column<DateOnly>(nullable: true),
                cover_for = t.Column<Guid>(nullable: true),
                given_by = t.Column<string>(maxLength: 200, nullable: false),
                version = t.Column<int>(nullable: false),
            },
            constraints: t =>
            {
                t.PrimaryKey("PK_roles_held", c => c.id);
                t.ForeignKey("fk_roles_held_accounts", c => c.account, "accounts", "id", onDelete: ReferentialAction.Cascade);
            });
        build.CreateIndex("ix_roles_held_account", "roles_held", "account");
        build.CreateIndex("ix_roles_held_role", "roles_held", ["council", "role"]);
    }

    private static void Guards(MigrationBuilder build)
    {
        build.CreateTable(
            "sessions",
            t => new
            {
                id = t.Column<string>(maxLength: 64, nullable: false),
                council = t.Column<int>(nullable: false),
                account = t.Column<Guid>(nullable: false),
                stage = t.Column<int>(nullable: false),
                began = t.Column<DateTime>(nullable: false),
                seen = t.Column<DateTime>(nullable: false),
                ended = t.Column<DateTime>(nullable: true),
                issuer = t.Column<string>(maxLength: 400, nullable: true),
                provider_session = t.Column<string>(maxLength: 400, nullable: true),
                agent = t.Column<string>(maxLength: 200, nullable: false),
            },
            constraints: t =>
            {
                t.PrimaryKey("PK_sessions", c => c.id);
                t.ForeignKey("fk_sessions_accounts", c => c.account, "accounts", "id", onDelete: ReferentialAction.Cascade);
            });
        build.CreateIndex("ix_sessions_account", "sessions", "account");
        build.CreateIndex("ix_sessions_provider_session", "sessions", ["issuer", "provider_session"]);
        build.CreateTable(
            "tries",
            t => new
            {
                key = t.Column<string>(maxLength: 64, nullable: false),
                due = t.Column<long>(nullable: false),
            },
            constraints: t => t.PrimaryKey("PK_tries", c => c.key));
        build.CreateIndex("ix_tries_due", "tries", "due");
        build.CreateTable(
            "protection_keys",
            t => new
            {
                name = t.Column<string>(maxLength: 200, nullable: false),
                xml = t.Column<string>(nullable: false),
            },
            constraints: t => t.PrimaryKey("PK_protection_keys", c => c.name));
    }
}
