using System.CommandLine;
using System.Text.Json;
using Fairload.App;
using Fairload.App.Accounts;
using Fairload.App.Caseloads;
using Fairload.App.Store;
using Fairload.App.Store.Tables;
using Fairload.App.Workloads;

namespace Fairload.Cli;

/// <summary><c>fairload user …</c>: accounts, from the server's own command line; so the first administrator is made.</summary>
internal static class UserCommand
{
    public static Command Make() => new("user", CliTexts.Say("UserAbout"))
    {
        Add(), List(), SetDisabled("disable", true), SetDisabled("enable", false), GiveRole(), TakeRole(), Reset(), Link(),
    };

    private static Command Add()
    {
        var (common, signInName) = (new CommonOptions(), NameArgument());
        var name = new Option<string>("--name") { Description = CliTexts.Say("UserName"), Required = true };
        var worker = new Option<string?>("--worker") { Description = CliTexts.Say("UserWorker") };
        var role = RoleOption();
        var (node, from, until) = (NodeOption(), CommonOptions.DateOption("--from", "UserFrom"), CommonOptions.DateOption("--until", "UserUntil"));
        var (password, blocked) = (PasswordOption(), CommonOptions.BlockedPasswordsOption());
        var command = new Command("add", CliTexts.Say("UserAddAbout")) { signInName, name, worker, role, node, from, until, password, blocked };
        common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var at = await Site.Open(common, parsed, toRead: false, cancel, CommonOptions.Rules(parsed.GetValue(blocked)));
            var wanted = new NewAccount(parsed.GetValue(signInName)!, parsed.GetValue(name)!, await at.Worker(parsed.GetValue(worker), cancel))
            {
                Role = parsed.GetValue(role) is { } given ? new NewRole(given, await at.Node(parsed.GetValue(node), cancel), parsed.GetValue(from) ?? Site.Today, parsed.GetValue(until)) : null,
                Password = await PasswordOf(parsed.GetValue(password), cancel),
            };
            Say(await at.Add.Run(at.Council, wanted, Actor.CommandLine, cancel), common.FormatOf(parsed));
            return Exit.Done;
        });
        return command;
    }

    private static Command List()
    {
        var common = new CommonOptions();
        var command = new Command("list", CliTexts.Say("UserListAbout"));
        common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var at = await Site.Open(common, parsed, toRead: true, cancel);
            var roles = await at.Give.Today(at.Council.Id, cancel);
            var accounts = await at.Find.All(at.Council.Id, cancel);
            if (common.FormatOf(parsed) == OutputFormat.Json)
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(accounts.Select(account => new
                {
                    signInName = account.UserName, name = account.Name, worker = account.Worker, disabled = account.IsDisabled,
                    roles = roles[account.Id].Select(role => new { role = Word(role.Role), node = role.Node, from = role.From, until = role.Until }),
                })));
                return Exit.Done;
            }

            Rows.Write(common.FormatOf(parsed), ["sign-in name", "name", "worker", "disabled", "roles"], accounts.Select(account => (IReadOnlyList<object?>)
            [
                account.UserName, account.Name, account.Worker, account.IsDisabled ? CliTexts.Say("Yes") : null,
                string.Join(", ", roles[account.Id].Select(role => role.Node is null ? Word(role.Role) : $"{Word(role.Role)} {role.Node}")),
            ]));
            return Exit.Done;
        });
        return command;
    }

    private static Command SetDisabled(string verb, bool isDisabled)
    {
        var (common, signInName) = (new CommonOptions(), NameArgument());
        var command = new Command(verb, CliTexts.Say(isDisabled ? "UserDisableAbout" : "UserEnableAbout")) { signInName };
        common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var at = await Site.Open(common, parsed, toRead: false, cancel);
            var account = await at.Account(parsed.GetValue(signInName)!, cancel);
            if (await at.Edit.SetDisabled(at.Council.Id, account.Id, account.Version, isDisabled, Actor.CommandLine, cancel) is not null)
            {
                throw new Refused(CliTexts.Say("UserOvertaken"));
            }

            Console.Out.WriteLine(CliTexts.Say(isDisabled ? "UserDisabled" : "UserEnabled", account.UserName));
            return Exit.Done;
        });
        return command;
    }

    private static Command GiveRole()
    {
        var (common, signInName) = (new CommonOptions(), NameArgument());
        var role = RoleOption();
        role.Required = true;
        var (node, from, until) = (NodeOption(), CommonOptions.DateOption("--from", "UserFrom"), CommonOptions.DateOption("--until", "UserUntil"));
        var command = new Command("give-role", CliTexts.Say("UserGiveAbout")) { signInName, role, node, from, until };
        common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var at = await Site.Open(common, parsed, toRead: false, cancel);
            var account = await at.Account(parsed.GetValue(signInName)!, cancel);
            var given = new NewRole(parsed.GetValue(role)!.Value, await at.Node(parsed.GetValue(node), cancel), parsed.GetValue(from) ?? Site.Today, parsed.GetValue(until));
            await at.Give.Run(at.Council.Id, account.Id, given, Actor.CommandLine, cancel);
            Console.Out.WriteLine(CliTexts.Say("UserGiven", account.UserName, Word(given.Role)));
            return Exit.Done;
        });
        return command;
    }

    private static Command TakeRole()
    {
        var (common, signInName) = (new CommonOptions(), NameArgument());
        var role = RoleOption();
        role.Required = true;
        var (node, until) = (NodeOption(), CommonOptions.DateOption("--until", "UserUntil"));
        var command = new Command("take-role", CliTexts.Say("UserTakeAbout")) { signInName, role, node, until };
        common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var at = await Site.Open(common, parsed, toRead: false, cancel);
            var account = await at.Account(parsed.GetValue(signInName)!, cancel);
            var day = parsed.GetValue(until) ?? Site.Today;
            var held = (await at.Give.Of(account.Id, cancel)).Select(one => one.Held)
                .Where(one => one.Role == parsed.GetValue(role) && one.Node == parsed.GetValue(node) && (one.Until is not { } end || end > day)).ToList();
            if (held.Count == 0)
            {
                throw new Refused(CliTexts.Say("UserNoRole", account.UserName));
            }

            foreach (var one in held)
            {
                if (await at.Give.End(at.Council.Id, one.Id, one.Version, day, Actor.CommandLine, cancel) is not null)
                {
                    throw new Refused(CliTexts.Say("UserOvertaken"));
                }
            }

            Console.Out.WriteLine(CliTexts.Say("UserTaken", account.UserName, Word(held[0].Role)));
            return Exit.Done;
        });
        return command;
    }

    private static Command Reset()
    {
        var (common, signInName, password, blocked) = (new CommonOptions(), NameArgument(), PasswordOption(), CommonOptions.BlockedPasswordsOption());
        var command = new Command("reset", CliTexts.Say("UserResetAbout")) { signInName, password, blocked };
        common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var at = await Site.Open(common, parsed, toRead: false, cancel, CommonOptions.Rules(parsed.GetValue(blocked)));
            var account = await at.Account(parsed.GetValue(signInName)!, cancel);
            Say(await at.Add.Reset(at.Council, account.Id, await PasswordOf(parsed.GetValue(password), cancel), Actor.CommandLine, cancel), common.FormatOf(parsed));
            return Exit.Done;
        });
        return command;
    }

    /// <summary>Links the first administrator, whom nobody else can link, to the council's own sign-in.</summary>
    private static Command Link()
    {
        var (common, signInName) = (new CommonOptions(), NameArgument());
        var reference = new Option<string>("--reference") { Description = CliTexts.Say("UserReference"), Required = true };
        var command = new Command("link", CliTexts.Say("UserLinkAbout")) { signInName, reference };
        common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var at = await Site.Open(common, parsed, toRead: false, cancel);
            var account = await at.Account(parsed.GetValue(signInName)!, cancel);
            var (time, said) = (TimeProvider.System, parsed.GetValue(reference)!.Trim());
            var signOn = new SignOn(at.Store, new Sessions(at.Store, time, new SignInRules()), time);
            if ((await signOn.Waiting(at.Council.Id, cancel)).Where(waiting => SignOn.Reference(waiting.Id).Equals(said, StringComparison.OrdinalIgnoreCase)).ToList() is not [var person])
            {
                throw new Refused(CliTexts.Say("UserNobodyWaits", said));
            }

            await new LinkLogin(at.Store, time).Run(at.Council.Id, account.Id, person.Issuer, person.Subject, Actor.CommandLine.Name, cancel);
            await signOn.Forget(at.Council.Id, person.Id, null, cancel);
            Console.Out.WriteLine(CliTexts.Say("UserLinked", account.UserName, person.Name, person.Mail));
            return Exit.Done;
        });
        return command;
    }

    private static void Say(StartedAccount started, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(new { signInName = started.Account.UserName, startCode = started.StartCode }));
            return;
        }

        Console.Out.WriteLine(started.StartCode is { } code
            ? CliTexts.Say("UserStartCode", started.Account.UserName, code)
            : CliTexts.Say("UserHasPassword", started.Account.UserName));
    }

    private static async Task<string?> PasswordOf(bool fromInput, CancellationToken cancel) =>
        fromInput ? await Console.In.ReadLineAsync(cancel) ?? throw new Refused(CliTexts.Say("UserNoPassword")) : null;

    private static Argument<string> NameArgument() => new("SIGN-IN-NAME") { Description = CliTexts.Say("UserSignInName") };

    private static Option<bool> PasswordOption() => new("--password-stdin") { Description = CliTexts.Say("UserPasswordStdin") };

    private static Option<string?> NodeOption() => new("--node") { Description = CliTexts.Say("UserNode") };

    private static Option<Role?> RoleOption() => new("--role")
    {
        Description = CliTexts.Say("UserRole"),
        HelpName = string.Join('|', Enum.GetValues<Role>().Select(Word)),
        CustomParser = result =>
        {
            var said = result.Tokens[0].Value;
            foreach (var role in Enum.GetValues<Role>())
            {
                if (string.Equals(Word(role), said, StringComparison.OrdinalIgnoreCase))
                {
                    return role;
                }
            }

            result.AddError(CliTexts.Say("UserNotARole", said, string.Join(", ", Enum.GetValues<Role>().Select(Word))));
            return null;
        },
    };

    /// <summary>A role as the command line writes it: <c>team-manager</c>.</summary>
    private static string Word(Role role) =>
        string.Concat(role.ToString().Select((letter, at) => char.IsUpper(letter) && at > 0 ? "-" + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString()));

    /// <summary>The store and council of a command, and what works on its accounts.</summary>
    private sealed record Site(DataStore Store, Council Council, AddAccount Add, EditAccount Edit, Fairload.App.Accounts.GiveRole Give, FindAccount Find)
    {
        public static DateOnly Today => RolesInForce.TodayBy(TimeProvider.System);

        public static async Task<Site> Open(CommonOptions common, ParseResult parsed, bool toRead, CancellationToken cancel, SignInRules? demanded = null)
        {
            var store = await common.Open(parsed, toRead, cancel);
            var (time, rules) = (TimeProvider.System, demanded ?? new SignInRules());
            var sessions = new Sessions(store, time, rules);
            var add = new AddAccount(store, time, rules, sessions, new Passwords(rules));
            return new Site(
                store, await add.CouncilFor(parsed.GetValue(common.Council), cancel), add, new EditAccount(store, time, sessions), new Fairload.App.Accounts.GiveRole(store, time), new FindAccount(store));
        }

        public async Task<Account> Account(string signInName, CancellationToken cancel) =>
            await Find.ByName(Council.Id, signInName, cancel) ?? throw new Refused(CliTexts.Say("UserNone", signInName));

        /// <summary>A team's id, checked against the records where there are any.</summary>
        public async Task<string?> Node(string? id, CancellationToken cancel)
        {
            var workloads = new Workloads(new CaseloadCache(new CaseloadLoader(Store)), Store);
            return id is null || !await workloads.HasRecords(Council.Code, cancel) || (await workloads.Caseload(Council, cancel)).TeamWithId(id) is not null
                ? id
                : throw new Refused(CliTexts.Say("NoTeam", id));
        }

        /// <summary>A worker's id, checked against the records where there are any.</summary>
        public async Task<string?> Worker(string? id, CancellationToken cancel)
        {
            var workloads = new Workloads(new CaseloadCache(new CaseloadLoader(Store)), Store);
            return id is null || !await workloads.HasRecords(Council.Code, cancel) || (await workloads.Caseload(Council, cancel)).FindWorker(id) is not null
                ? id
                : throw new Refused(CliTexts.Say("NoWorker", id));
        }
    }
}
