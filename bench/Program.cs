using System.Globalization;
using Fairload.Bench;

switch (args)
{
    case ["w1-list", var folder, var count]:
        W1.List(folder, int.Parse(count, CultureInfo.InvariantCulture));
        return 0;
    case ["w1-tables", var folder]:
        W1.Tables(folder);
        return 0;
    case ["import", var folder, var runs]:
        await Import.Run(folder, int.Parse(runs, CultureInfo.InvariantCulture));
        return 0;
    case ["make-cin", var file, var megabytes]:
        Returns.Cin(file, int.Parse(megabytes, CultureInfo.InvariantCulture));
        return 0;
    case ["make-903", var folder, var scale]:
        Returns.Ssda903(folder, int.Parse(scale, CultureInfo.InvariantCulture));
        return 0;
    case ["audit", var store, var entries]:
        await AuditTrail.Run(store, long.Parse(entries, CultureInfo.InvariantCulture));
        return 0;
    case ["audit-bulk", var store, var entries]:
        await AuditTrail.Bulk(store, long.Parse(entries, CultureInfo.InvariantCulture));
        return 0;
    case ["audit-verify", var store]:
        await AuditTrail.Verify(store);
        return 0;
    case ["annex-a-make", var file, var rows]:
        AnnexA.Make(file, int.Parse(rows, CultureInfo.InvariantCulture));
        return 0;
    case ["annex-a", var file]:
        AnnexA.Run(file);
        return 0;
    case ["annex-a-once", var file]:
        AnnexA.Once(file);
        return 0;
    default:
        Console.Error.WriteLine("Usage: bench w1-list DATA COUNT | w1-tables DATA | import FOLDER RUNS | make-cin FILE MEGABYTES | make-903 FOLDER SCALE | audit STORE ENTRIES | audit-bulk STORE ENTRIES | audit-verify STORE | annex-a-make FILE ROWS | annex-a FILE | annex-a-once FILE");
        return 2;
}
