using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Fairload.Cli.Tests;

/// <summary>The program as it was built with the tests, run as a person runs it, in a folder of its own with a store of its own.</summary>
public sealed class CommandLine : IDisposable
{
    /// <summary>Where it works; files that are named without a folder lie here.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("fairload-cli-").FullName;

    /// <summary>What a command came to.</summary>
    /// <param name="Exit">The exit code.</param>
    /// <param name="Said">Standard output, without the end of its last line.</param>
    /// <param name="Complained">Standard error, likewise.</param>
    public sealed record Answer(int Exit, string Said, string Complained);

    /// <summary>Runs <c>fairload</c> with these arguments.</summary>
    public async Task<Answer> Run(params string[] arguments)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Root(), "src/Cli/bin", here.Parent!.Name, here.Name, "fairload.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder,
        };
        start.Environment["FAIRLOAD_DATA"] = Path.Combine(Folder, "data");
        using var program = Process.Start(start)!;
        var (said, complained) = (program.StandardOutput.ReadToEndAsync(), program.StandardError.ReadToEndAsync());
        await program.WaitForExitAsync();
        return new Answer(program.ExitCode, (await said).Trim(), (await complained).Trim());
    }

    /// <summary>Runs it and fails unless it ends well.</summary>
    public async Task<string> Do(params string[] arguments)
    {
        var answer = await Run(arguments);
        Assert.True(answer.Exit == 0, answer.Complained);
        return answer.Said;
    }

    /// <summary>Writes a council's dataset of two children into a folder and gives its name.</summary>
    /// <param name="name">The folder.</param>
    /// <param name="day">The extract date.</param>
    /// <param name="more">Rows of involvements besides the first.</param>
    public string Dataset(string name, string day, string more = "")
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "ssd_department.csv"), "dept_team_id,dept_team_name,dept_team_parent_id,dept_team_parent_name\nT1,Team One,,\n");
        File.WriteAllText(Path.Combine(folder, "ssd_professionals.csv"), "prof_professional_id,prof_professional_name,prof_professional_department,prof_full_time_equivalency\nW1,Ada Quill,T1,1\n");
        File.WriteAllText(Path.Combine(folder, "ssd_person.csv"), "pers_person_id,pers_dob,pers_forename,pers_surname\nP1,2015-04-02,Faye,Rowan\nP2,2010-09-09,Gwen,Rowan\n");
        File.WriteAllText(
            Path.Combine(folder, "ssd_involvements.csv"),
            "invo_involvements_id,invo_person_id,invo_professional_id,invo_involvement_start_date,invo_involvement_end_date,invo_professional_role_id,invo_professional_team\n"
            + "I1,P1,W1,2026-01-06,,Allocated Worker,T1\n" + more);
        File.WriteAllText(Path.Combine(folder, "extract.json"), $$"""{ "extractDate": "{{day}}" }""");
        return name;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../.."));
}
