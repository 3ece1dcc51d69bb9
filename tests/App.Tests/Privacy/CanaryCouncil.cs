using Fairload.App.Auditing;
using Fairload.App.Imports;
using Fairload.App.Jobs;
using Fairload.App.Reading;
using Fairload.App.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace Fairload.App.Tests.Privacy;

/// <summary>A small council in which one child and one worker are known by texts that occur nowhere else.</summary>
internal static class CanaryCouncil
{
    public const string Child = "ZQCHILD4711", Care = "ZQCARE4711", Court = "ZQCOURT4711", Referral = "ZQREF4711", Odd = "ZQODD4711";

    public const string Worker = "ZQWORK4712", Staff = "ZQSTAFF4712", Registration = "ZQREG4712", Name = "Zqada Zqquill";

    /// <summary>What stands of the child in the store before they are erased.</summary>
    public static readonly string[] OfChild = [Child, Referral, Court, Odd];

    /// <summary>What stands of the worker.</summary>
    public static readonly string[] OfWorker = [Worker, Staff, Registration, Name];

    /// <summary>The files.</summary>
    public static SsdFolder Files()
    {
        var ssd = SsdFolder.Full().WithStaff();
        Rename(ssd, "P1", Child);
        Rename(ssd, "CLA1", Care);
        Rename(ssd, "COURT1", Court);
        Rename(ssd, "R1", Referral);
        Rename(ssd, "W1", Worker);
        Rename(ssd, "E1", Staff);
        Rename(ssd, "SW100", Registration);
        Rename(ssd, "Ada Quill", Name);
        ssd.Change("ssd_cp_visits", 0, "cppv_cp_visit_seen", Odd);
        return ssd;
    }

    /// <summary>Loads the files, looks at both people, and leaves a finished import's report that tells of them.</summary>
    public static async Task<TestStore> Load(TestStore store, SsdFolder ssd)
    {
        await store.Import(ssd.Write());
        using var db = store.Data.Db();
        using var transaction = db.Database.BeginTransaction();
        Audit.Write(db, store.Time, 1, "amina", View.OfChild, "child", Child, null, null);
        Audit.Write(db, store.Time, 1, "amina", View.OfStatement, "worker", Worker, null, null);
        Audit.Write(db, store.Time, 1, "amina", "agree judgement", "case", "case 1", new { Child }, new { Worker });
        Audit.Write(db, store.Time, 1, "amina", View.OfChild, "child", "P2", null, null);
        db.Jobs.Add(new Job
        {
            Id = Guid.NewGuid(),
            Council = 1,
            Kind = JobBoard.Import,
            State = JobState.Done,
            Asked = store.Time.Now.UtcDateTime,
            Ended = store.Time.Now.UtcDateTime,
            Result = new ImportReport
            {
                Kind = "ssd",
                Council = "LOCAL",
                ExtractDate = new DateOnly(2026, 3, 31),
                Files = [],
                ProblemCount = 2,
                Applied = true,
                Problems =
                [
                    new Problem("ssd_person.csv", null, 2, "pers_person_id", Child, Severity.Error, "An earlier row of the file has the same id."),
                    new Problem("staff.csv", null, 2, "worker_id", Staff, Severity.Error, "An earlier row of the file has the same id."),
                ],
            }.ToJson(),
        });
        db.SaveChanges();
        transaction.Commit();
        return store;
    }

    /// <summary>The council as the store has it.</summary>
    public static Council Council(TestStore store)
    {
        using var db = store.Data.Db();
        return db.Councils.AsNoTracking().Single();
    }

    /// <summary>Changes a value wherever it stands alone in a field.</summary>
    public static void Rename(SsdFolder ssd, string from, string to)
    {
        foreach (var table in ssd.Tables.ToList())
        {
            for (var row = 0; row < ssd.Rows(table).Count; row++)
            {
                foreach (var (column, _) in ssd.Rows(table)[row].Where(field => field.Value == from).ToList())
                {
                    ssd.Change(table, row, column, to);
                }
            }
        }
    }
}
