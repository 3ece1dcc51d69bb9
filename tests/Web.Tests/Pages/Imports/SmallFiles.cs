using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Fairload.App.Tests;
using Fairload.Web.Access;

namespace Fairload.Web.Tests.Pages.Imports;

/// <summary>A council's files of a few rows, and how a browser sends them.</summary>
internal static class SmallFiles
{
    public const string Involvements = """
        invo_involvements_id,invo_person_id,invo_professional_id,invo_involvement_start_date,invo_involvement_end_date,invo_professional_role_id,invo_professional_team
        I1,P1,W1,2026-01-06,,Allocated Worker,T1
        I2,P2,W1,2026-02-01,,Allocated Worker,T1
        I3,P2,W2,2026-02-01,,Co-worker,T1
        I4,P1,W2,2026-02-01,,IRO,T1

        """;

    public static IReadOnlyDictionary<string, string> Sound { get; } = new Dictionary<string, string>
    {
        ["ssd_department.csv"] = "dept_team_id,dept_team_name,dept_team_parent_id,dept_team_parent_name\nT1,Team One,,\nT2,Team Two,,\n",
        ["ssd_professionals.csv"] = "prof_professional_id,prof_professional_name,prof_professional_department,prof_full_time_equivalency\nW1,Ada Quill,T1,1\nW2,Ben Nib,T2,0.8\n",
        ["ssd_person.csv"] = "pers_person_id,pers_dob,pers_forename,pers_surname\nP1,2015-04-02,Faye,Rowan\nP2,2010-09-09,Gwen,Rowan\n",
        ["ssd_involvements.csv"] = Involvements,
    };

    /// <summary>The same files, two rows of them spoilt.</summary>
    public static IReadOnlyDictionary<string, string> Corrupt { get; } = new Dictionary<string, string>(Sound)
    {
        ["ssd_involvements.csv"] = Involvements + "I5,=cmd|'/c calc'!A1,W1,2026-02-01,,Allocated Worker,T1\nI6,P1,W1,31/02/2026,,Allocated Worker,T1\n",
    };

    /// <summary>Sends files and answers as the form does, the token first.</summary>
    public static async Task<HttpResponseMessage> Send(
        CouncilSite site, Viewer viewer, IReadOnlyDictionary<string, string> files, params (string Name, string Value)[] answers)
    {
        using var client = site.As(viewer);
        var page = await new HtmlParser().ParseDocumentAsync(await client.GetStringAsync("/imports/new"));
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
        };
        foreach (var (name, text) in files)
        {
            form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "Input.Files", name);
        }

        foreach (var (name, value) in answers)
        {
            form.Add(new StringContent(value), name);
        }

        return await client.PostAsync("/imports/new", form);
    }

    /// <summary>Sends files for a check and gives the address of its page.</summary>
    public static async Task<string> Check(CouncilSite site, IReadOnlyDictionary<string, string> files, string extract = "31 3 2026")
    {
        using var response = await Send(site, CouncilSite.DataOfficer, files, ("Input.ExtractDate", extract), ("Input.Code", "NORTH"), ("Input.Name", "North Council"));
        Assert.True(response.StatusCode == HttpStatusCode.Found, await response.Content.ReadAsStringAsync());
        return response.Headers.Location!.OriginalString;
    }

    /// <summary>The page of a job once it runs no more; every page before it asks to be asked again.</summary>
    public static async Task<IDocument> Ended(CouncilSite site, string job)
    {
        using var client = site.As(CouncilSite.DataOfficer);
        IDocument page = null!;
        await Patience.Until(async () =>
        {
            using var response = await client.GetAsync(job);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            page = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());
            if (!response.Headers.Contains("Refresh"))
            {
                return null;
            }

            Assert.NotNull(page.QuerySelector("progress"));
            return "The job has not ended.";
        });
        return page;
    }

    /// <summary>Loads files: check, then load.</summary>
    public static async Task<IDocument> Load(CouncilSite site, IReadOnlyDictionary<string, string> files, string extract = "31 3 2026")
    {
        var job = await Check(site, files, extract);
        await Ended(site, job);
        using var response = await site.Post(CouncilSite.DataOfficer, job, job + "?handler=load");
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        return await Ended(site, response.Headers.Location!.OriginalString);
    }
}

/// <summary>A site of a test's own, empty at first.</summary>
public abstract class EmptySiteTests : IAsyncLifetime
{
    protected CouncilSite Site { get; } = new() { IsLoaded = false };

    public Task InitializeAsync() => Site.InitializeAsync();

    public Task DisposeAsync() => Site.DisposeAsync();

    /// <summary>What lies in the upload area.</summary>
    protected IReadOnlyList<string> Uploaded => Directory.Exists(UploadFolder) ? [.. Directory.EnumerateFiles(UploadFolder)] : [];

    private string UploadFolder => Path.Combine(Site.Folder, "uploads");
}
