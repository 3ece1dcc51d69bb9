using System.Text;
using Fairload.App.Imports;
using Fairload.App.Imports.Formats;
using Fairload.App.Imports.Formats.AnnexA;
using Fairload.App.Imports.Rows;
using Fairload.App.Reading;

namespace Fairload.App.Tests.Imports.Formats;

/// <summary>An Annex A as rows, and the problems that were told on the way.</summary>
internal sealed class AnnexAFile : IDisposable
{
    private readonly ProblemLog _problems = new(null);
    private readonly TranslatedRows _rows = new();

    /// <summary>The headers of the lists in the layout of 2024, by number.</summary>
    public static readonly IReadOnlyDictionary<int, string[]> Layout2024 = new Dictionary<int, string[]>
    {
        [1] = ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age", "Date of Contact", "Contact Source"],
        [2] = ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age", "Assessment start date", "Assessment completion date", "Organisation completing assessment"],
        [3] = ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age", "Date of Referral", "Referral Source", "Referral NFA?", "Number of Referrals in Last 12 Months", "Allocated Team", "Allocated Worker"],
        [4] =
        [
            "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age", "Does the Child have a Disability", "Continuous Assessment Start Date",
            "Child Seen During Continuous Assessment", "Continuous Assessment Date of Authorisation",
            "Was the child assessed as requiring LA children's social care support?", "Allocated Team", "Allocated Worker",
        ],
        [5] =
        [
            "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age", "Does the Child have a Disability",
            "Strategy discussion initiating Section 47 Enquiry Start Date", "Was an Initial Child Protection Conference deemed unnecessary?",
            "Date of Initial Child Protection Conference", "Did the Initial Child Protection Conference Result in a Child Protection Plan",
            "Number of Section 47 Enquiries in the last 12 months", "Number of ICPCs in the last 12 months", "Allocated Team", "Allocated Worker",
        ],
        [6] =
        [
            "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age", "Does the Child have a Disability", "CIN Start Date", "Primary Need Code",
            "Date Child Was Last Seen", "CIN Closure Date", "Reason for Closure", "Case Status", "Allocated Team", "Allocated Worker",
        ],
        [7] =
        [
            "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age", "Does the Child have a Disability", "Child Protection Plan Start Date",
            "Initial Category of Abuse", "Latest Category of Abuse", "Date of the Last Statutory Visit", "Was the Child Seen Alone?",
            "Date of latest review conference", "Child Protection Plan End Date",
            "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
            "Number of Previous Child Protection Plans", "Allocated Team", "Allocated Worker",
        ],
        [8] =
        [
            "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age", "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))",
            "Does the Child have a Disability", "Date Started to be Looked After", "Child's Category of Need",
            "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)", "Start date of current legal status",
            "Child's Legal Status", "Date of Latest Statutory Review", "Date of Last Social Work Visit", "What is the permanence plan for this child?",
            "Date of Last IRO Visit / Contact to the Child", "Date of Last Health Assessment", "Date of Last Dental Check",
            "Number of Placements in the Last 12 months", "Date Ceased to be Looked After", "Reason Ceased to be Looked After",
            "Start Date of Most Recent Placement", "Placement Type", "Placement Provider", "Placement postcode", "URN of Placement", "Placement Location",
            "LA of Placement", "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months",
            "Number of Episodes the Child has been ‘Absent’ from their Placement in the last 12 months",
            "Was the child offered a Return Interview after their last missing episode (Y/N)?",
            "Did the child accept a Return Interview after their last missing episode (Y/N)?", "Allocated Team", "Allocated Worker",
        ],
        [9] =
        [
            "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age",
            "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)", "Does the Child have a Disability", "Allocated Team",
            "Allocated Worker", "Allocated Personal Advisor", "Eligibility Category", "Latest Pathway Plan Review Date", "LA in Touch",
            "Latest Date of Contact", "Type of Accommodation", "Suitability of Accommodation", "Activity Status",
        ],
        [10] =
        [
            "Child Unique ID", "Family identifier", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)", "Does the Child have a Disability",
            "Date the Child Entered Care", "Date of Decision that Child Should be Placed for Adoption", "Date of Placement Order",
            "Date of Matching Child and Prospective Adopters", "Date Placed for Adoption", "Date of Adoption Order",
            "Date of Decision that Child Should No Longer be Placed for Adoption", "Reason Why Child No Longer Placed for Adoption",
            "Date the child was placed for fostering in FFA or concurrent planning placement",
        ],
        [11] =
        [
            "Individual adopter identifier", "Family identifier", "Gender", "Ethnicity", "Disability", "Is the (prospective) adopter fostering for adoption?",
            "Date enquiry received", "Date Stage 1 started", "Date Stage 1 ended", "Date Stage 2 started", "Date Stage 2 ended",
            "Date application submitted", "Date application approved", "Date adopter matched with child(ren)", "Date child/children placed with adopter(s)",
            "No. of children placed", "Date of Adoption Order", "Date of leaving adoption process", "Reason for leaving adoption process",
        ],
    };

    public IReadOnlyList<string> Problems => _rows.Tables.Count < 0 ? [] : [.. _problems.First.Select(p => $"{p.Sheet} {p.Row} {p.Column} {p.Value}: {p.Message}")];

    /// <summary>Reads files as one extract.</summary>
    public static AnnexAFile Read(DateOnly extract, params GivenFile[] files)
    {
        var read = new AnnexAFile();
        var format = new AnnexAFormat();
        foreach (var file in files)
        {
            Assert.True(Is(file));
            format.Read(file, read._rows, new FormatContext(extract, read._problems, default));
        }

        return read;
    }

    public static bool Is(GivenFile file)
    {
        using var stream = file.Open();
        var head = new byte[FileFormat.HeadLength];
        return new AnnexAFormat().Is(file, head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)));
    }

    /// <summary>A row of a list of 2024: the child, and values by the words that their column begins with.</summary>
    public static object?[] Row(int list, object? child, params (string Column, object? Value)[] values)
    {
        var row = new object?[Layout2024[list].Length];
        row[0] = child;
        foreach (var (column, value) in values)
        {
            row[Array.FindIndex(Layout2024[list], c => c.StartsWith(column, StringComparison.OrdinalIgnoreCase)) is >= 0 and var at ? at : throw new ArgumentException(column)] = value;
        }

        return row;
    }

    /// <summary>The rows of a table, each as the values of some columns.</summary>
    public IReadOnlyList<string> Of(Table table, params string[] columns)
    {
        var found = _rows.Tables.SingleOrDefault(t => t.Table == table);
        if (found is null)
        {
            return [];
        }

        var places = columns.Select(c => found.Column(c)).ToList();
        return [.. found.Rows().Select(row => string.Join('|', places.Select(p => Encoding.UTF8.GetString(row[p]))))];
    }

    /// <summary>Where the rows of a table stand.</summary>
    public IReadOnlyList<string> Places(Table table) => [.. _rows.Tables.Single(t => t.Table == table).Rows().Select(r => $"{r.Sheet} {r.Row}")];

    public void Dispose()
    {
        _rows.Dispose();
        _problems.Dispose();
    }
}
