using Fairload.App.Accounts;
using Fairload.Web.Access;

namespace Fairload.Web.Tests.Pages.Audit;

/// <summary>What the tests of the audit's pages write, beside what the site of all page tests writes by being used.</summary>
internal static class AuditSite
{
    public static Viewer Auditor { get; } = Viewer.As("Ada Auditor", Role.Auditor, null, null);

    /// <summary>Writes one entry; its number.</summary>
    public static long Write(CouncilSite site, string who, string action, string kind, string subject, object? before, object? after)
    {
        using var db = site.Store.Db();
        using var transaction = db.Database.BeginTransaction();
        App.Auditing.Audit.Write(db, TimeProvider.System, 1, who, action, kind, subject, before, after);
        transaction.Commit();
        return db.Councils.Select(council => council.LastAudit).Single();
    }

    public static long Erase(CouncilSite site, string kind, string id)
    {
        using var db = site.Store.Db();
        using var transaction = db.Database.BeginTransaction();
        var erased = App.Auditing.Audit.Erase(db, TimeProvider.System, 1, "officer", [(kind, id)], "asked for");
        transaction.Commit();
        return erased;
    }
}
