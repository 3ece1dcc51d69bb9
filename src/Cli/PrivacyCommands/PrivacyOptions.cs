using System.CommandLine;
using Fairload.App.Caseloads;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.App.Workloads;

namespace Fairload.Cli.PrivacyCommands;

/// <summary>What the commands about privacy ask alike: whom it is about, who decided it and why.</summary>
internal sealed class PrivacyOptions
{
    public CommonOptions Common { get; } = new();

    public Argument<string> Person { get; } = new("KIND") { Description = CliTexts.Say("PrivacyKind"), HelpName = "child|worker" };

    public Argument<string> Id { get; } = new("ID") { Description = CliTexts.Say("PrivacyId") };

    public Option<string?> By { get; } = new("--by") { Description = CliTexts.Say("PrivacyBy") };

    public Option<string?> Why { get; } = new("--why") { Description = CliTexts.Say("PrivacyWhy") };

    /// <summary>Lets only a child or a worker be named.</summary>
    public PrivacyOptions()
    {
        Person.AcceptOnlyFromAmong("child", "worker");
    }

    public Subject SubjectOf(ParseResult parsed) => parsed.GetValue(Person) == "child" ? Subject.Child : Subject.Worker;

    /// <summary>Opens the store and finds the council.</summary>
    public async Task<(DataStore Store, Workloads Workloads, Council Council)> Open(ParseResult parsed, CancellationToken cancel)
    {
        var store = await Common.Open(parsed, toRead: true, cancel);
        var workloads = new Workloads(new CaseloadCache(new CaseloadLoader(store)), store);
        return (store, workloads, await workloads.Council(parsed.GetValue(Common.Council), cancel));
    }

    /// <summary>Says what is so when bytes may be left.</summary>
    public static int Ended(bool isSwept)
    {
        if (!isSwept)
        {
            Console.Error.WriteLine(CliTexts.Say("PrivacyNotSwept"));
        }

        return isSwept ? Exit.Done : Exit.Refused;
    }
}
