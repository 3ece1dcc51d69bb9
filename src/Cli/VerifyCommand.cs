using System.CommandLine;
using System.Text.Json;
using Fairload.App;
using Fairload.App.Caseloads;
using Fairload.App.Store;
using Fairload.App.Workloads;

namespace Fairload.Cli;

/// <summary><c>fairload verify</c>: checks that the store is whole.</summary>
internal static class VerifyCommand
{
    public static Command Make()
    {
        var common = new CommonOptions();
        var auditHead = new Option<string?>("--audit-head") { Description = CliTexts.Say("VerifyAuditHead"), HelpName = "NUMBER:HASH" };
        var command = new Command("verify", CliTexts.Say("VerifyAbout")) { auditHead };
        common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            AuditHead? kept = null;
            if (parsed.GetValue(auditHead) is { } text)
            {
                kept = AuditHead.Parse(text, parsed.GetValue(common.Council)) ?? throw new Refused(CliTexts.Say("VerifyNoAuditHead"));
            }

            var store = await common.Open(parsed, toRead: true, cancel);
            if (parsed.GetValue(common.Council) is { } council)
            {
                // Refuses one that is not there; the check is of the whole store.
                await new Workloads(new CaseloadCache(new CaseloadLoader(store)), store).Council(council, cancel);
            }

            var result = await StoreVerify.Run(store, kept, cancel);
            if (common.FormatOf(parsed) == OutputFormat.Json)
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(new
                {
                    sound = result.IsSound,
                    findings = result.Findings,
                    councils = result.Councils,
                    records = result.Counts.Select(count => new { council = count.Council, kind = count.Kind.ToString(), standing = count.Standing, withdrawn = count.Withdrawn }),
                    auditHeads = result.AuditHeads.Select(head => new { council = head.Council, number = head.Number, hash = head.Hash }),
                }));
            }
            else
            {
                Rows.Write(common.FormatOf(parsed), ["council", "kind", "standing", "withdrawn"],
                    result.Counts.Select(count => (IReadOnlyList<object?>)[count.Council, count.Kind.ToString(), count.Standing, count.Withdrawn]));
                foreach (var head in result.AuditHeads)
                {
                    Console.Error.WriteLine(CliTexts.Say("VerifyHead", head.Council, head.Number, head.Hash));
                }

                foreach (var finding in result.Findings.DefaultIfEmpty(CliTexts.Say("VerifySound")))
                {
                    Console.Error.WriteLine(finding);
                }
            }

            return result.IsSound ? Exit.Done : Exit.Refused;
        });
        return command;
    }
}
