using Fairload.App.Store.Tables;
using Fairload.Core.Cases;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Fairload.App.Store;

/// <summary>The store's tables, the same on SQLite and PostgreSQL. Made by <see cref="DataStore.Db"/>.</summary>
public sealed class FairloadDb(DbContextOptions<FairloadDb> options) : DbContext(options)
{
    /// <summary>The councils.</summary>
    public DbSet<Council> Councils => Set<Council>();

    /// <summary>Source ids and the numbers behind them.</summary>
    public DbSet<Identity> Identities => Set<Identity>();

    /// <summary>The rows of the councils' files.</summary>
    public DbSet<Record> Records => Set<Record>();

    /// <summary>The imports that were applied.</summary>
    public DbSet<ImportRun> Imports => Set<ImportRun>();

    /// <summary>The imports that were not.</summary>
    public DbSet<ImportTry> ImportTries => Set<ImportTry>();

    /// <summary>The files of those that were.</summary>
    public DbSet<ImportFile> ImportFiles => Set<ImportFile>();

    /// <summary>The kinds of record ever supplied.</summary>
    public DbSet<ImportTable> ImportTables => Set<ImportTable>();

    /// <summary>What was wrong in the files.</summary>
    public DbSet<ImportProblem> Problems => Set<ImportProblem>();

    /// <summary>Long work.</summary>
    public DbSet<Job> Jobs => Set<Job>();

    /// <summary>Who did what.</summary>
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    /// <summary>The chain that holds what <see cref="Audit"/> says fast.</summary>
    public DbSet<AuditLink> AuditLinks => Set<AuditLink>();

    /// <summary>Which entries have no content any more.</summary>
    public DbSet<AuditErasure> AuditErasures => Set<AuditErasure>();

    /// <summary>The councils' settings.</summary>
    public DbSet<Setting> Settings => Set<Setting>();

    /// <summary>Labels of the latest loads that could not be read.</summary>
    public DbSet<UnknownLabel> UnknownLabels => Set<UnknownLabel>();

    /// <summary>What people said that labels mean.</summary>
    public DbSet<LabelAnswer> LabelAnswers => Set<LabelAnswer>();

    /// <summary>Typed counts beside the imported ones.</summary>
    public DbSet<Reconciliation> Reconciliations => Set<Reconciliation>();

    /// <summary>Legal holds.</summary>
    public DbSet<Hold> Holds => Set<Hold>();

    /// <summary>Fingerprints of those who were erased.</summary>
    public DbSet<ErasedIdentity> ErasedIdentities => Set<ErasedIdentity>();

    /// <summary>The people who may sign in.</summary>
    public DbSet<Account> Accounts => Set<Account>();

    /// <summary>Their sign-ins at a council's own provider.</summary>
    public DbSet<AccountLogin> AccountLogins => Set<AccountLogin>();

    /// <summary>Their codes, sealed or hashed.</summary>
    public DbSet<IdentityUserToken<Guid>> AccountTokens => Set<IdentityUserToken<Guid>>();

    /// <summary>The roles that they hold or held.</summary>
    public DbSet<RoleHeld> RolesHeld => Set<RoleHeld>();

    /// <summary>The browsers in which they are signed in.</summary>
    public DbSet<Session> Sessions => Set<Session>();

    /// <summary>How often a sign-in was tried.</summary>
    public DbSet<Tries> Tries => Set<Tries>();

    /// <summary>Who waits to be linked to an account.</summary>
    public DbSet<SignOnWaiting> SignOnWaiting => Set<SignOnWaiting>();

    /// <summary>What a provider said that gave no role.</summary>
    public DbSet<SignOnUnused> SignOnUnused => Set<SignOnUnused>();

    /// <summary>Which word of a sign-out has come.</summary>
    public DbSet<SignOffHeard> SignOffsHeard => Set<SignOffHeard>();

    /// <summary>Keys of data protection that several machines share.</summary>
    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    /// <summary>Workers known by name alone who may be others.</summary>
    public DbSet<JoinQuestion> JoinQuestions => Set<JoinQuestion>();

    /// <summary>Restricted records.</summary>
    public DbSet<Restriction> Restrictions => Set<Restriction>();

    /// <summary>To whom they are open or closed by name.</summary>
    public DbSet<RestrictionPerson> RestrictionPeople => Set<RestrictionPerson>();

    /// <summary>Restricted records that somebody opened.</summary>
    public DbSet<Opening> Openings => Set<Opening>();

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RaiseVersions();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <inheritdoc/>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RaiseVersions();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(FairloadDb).Assembly);
        UndoRows.Configure(modelBuilder);
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<Utc>();

    /// <summary>Neither engine gives us a row version that both know, so the program counts (docs/adr/0003).</summary>
    private void RaiseVersions()
    {
        foreach (var entry in ChangeTracker.Entries().Where(e => e.State == EntityState.Modified))
        {
            if (entry.Metadata.FindProperty("Version") is { IsConcurrencyToken: true })
            {
                var version = entry.Property("Version");
                version.CurrentValue = (int)version.OriginalValue! + 1;
            }
        }
    }

    /// <summary>SQLite keeps no time zone: what comes back is UTC because only UTC goes in.</summary>
    private sealed class Utc() : ValueConverter<DateTime, DateTime>(
        written => written,
        read => DateTime.SpecifyKind(read, DateTimeKind.Utc));
}
