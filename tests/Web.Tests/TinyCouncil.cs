using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Fairload.App.Imports;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.App.Workloads;
using Fairload.Core.Workload;
using Fairload.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Fairload.Web.Tests;

/// <summary>
/// A site with a handful of people and children, for what the synthetic council does not hold: the files are written in
/// the test that needs them.
/// </summary>
internal sealed class TinyCouncil : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fairload-tiny-").FullName;
    private WebApplication _app = null!;
    private DataStore _store = null!;

    /// <summary>The day's workload as the pages see it.</summary>
    public WorkloadDay Day { get; private set; } = null!;

    /// <summary>A council with one team and these staff rows: id, name, full-time equivalent, band, children in need held.</summary>
    public static async Task<TinyCouncil> With(string? scheme, params (string Id, string Name, string Fte, string Band, int Children)[] staff)
    {
        var council = new TinyCouncil();
        await council.Start(scheme, staff);
        return council;
    }

    /// <summary>The page as the director sees it.</summary>
    public async Task<IDocument> Page(string path)
    {
        using var client = _app.GetTestClient();
        client.DefaultRequestHeaders.Add("Cookie", $"{ViewerCookie.Name}={_app.Services.GetRequiredService<ViewerCookie>().Seal(CouncilSite.Director)}");
        using var response = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Start(string? scheme, (string Id, string Name, string Fte, string Band, int Children)[] staff)
    {
        Write("ssd_department", "dept_team_id,dept_team_name,dept_team_parent_id,dept_team_parent_name", ["T1,Team One,,"]);
        Write("ssd_professionals", "prof_professional_id,prof_professional_name,prof_professional_job_title,prof_social_worker_registration_no,prof_professional_department,prof_full_time_equivalency,prof_agency_worker_flag,prof_staff_id,prof_professional_caseload",
            staff.Select(one => $"{one.Id},{one.Name},Social Worker,,T1,,N,{one.Id},"));
        Write("staff", "worker_id,swe_number,name,team_id,fte,contracted_hours,band,role,title,agency,start,until,manager_id",
            staff.Select(one => $"{one.Id},,{one.Name},T1,{one.Fte},,{one.Band},case-holder,Social Worker,N,2020-01-01,,"));
        var children = staff.SelectMany(one => Enumerable.Range(1, one.Children).Select(child => (Id: $"{one.Id}P{child}", Worker: one.Id))).ToList();
        Write("ssd_person", "pers_person_id,pers_dob,pers_death_date,pers_expected_dob,pers_sex,pers_forename,pers_surname",
            children.Select(child => $"{child.Id},2015-04-02,,,F,Kit,Tarn"));
        Write("ssd_involvements", "invo_involvements_id,invo_person_id,invo_professional_id,invo_involvement_start_date,invo_involvement_end_date,invo_professional_role_id,invo_professional_team,invo_worker_change_reason,invo_referral_id",
            children.Select(child => $"I{child.Id},{child.Id},{child.Worker},2026-01-06,,ALLOC,T1,,"));
        Write("ssd_cin_plans", "cinp_cin_plan_id,cinp_person_id,cinp_cin_plan_start_date,cinp_cin_plan_end_date,cinp_referral_id,cinp_cin_plan_worker_id,cinp_cin_plan_team",
            children.Select(child => $"C{child.Id},{child.Id},2026-01-06,,,{child.Worker},T1"));
        _store = await DataStore.Open(Path.Combine(_folder, "fairload.db"));
        var request = new ImportRequest([Path.Combine(_folder, "files")]) { ExtractDate = new DateOnly(2026, 9, 30), Council = "TINY" };
        var time = new AccountSite.MovingClock(CouncilSite.Now);
        await new ImportFiles(_store, time).Run(request, null, default);
        _app = WebHost.Build(
            new WebOptions
            {
                Store = _store,
                Demo = true,
                IsServedInMemory = true,
                DataFolder = _folder,
                Services = services => services.AddSingleton<TimeProvider>(time).AddPatientLog(),
                Host = host => host.WebHost.UseTestServer(),
            },
            []);
        await _app.StartAsync();
        var workloads = _app.Services.GetRequiredService<Workloads>();
        var council = await workloads.Council(null, default);
        if (scheme is not null)
        {
            await using var db = _store.Db();
            var adoption = new Adoption("tiny", 1, "Tess", new DateOnly(2026, 9, 1), "Test", scheme);
            db.Settings.Add(new Setting { Council = council.Id, Key = Adoption.SettingKey, Value = System.Text.Json.JsonSerializer.Serialize(adoption) });
            await db.SaveChangesAsync();
        }

        Day = await workloads.Day(council, null, null, default);
    }

    private void Write(string table, string head, IEnumerable<string> rows)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "files"));
        File.WriteAllLines(Path.Combine(_folder, "files", table + ".csv"), rows.Prepend(head));
    }
}
