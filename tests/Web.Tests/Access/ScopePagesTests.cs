using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Fairload.App.Store;
using Fairload.Core.Cases;
using Fairload.Oracle;
using Fairload.Web.Pages.Quality;
using Fairload.Web.Tests.Pages;
using Xunit.Abstractions;

namespace Fairload.Web.Tests.Access;

/// <summary>
/// What the pages and files really say, to eight people of each random organisation: every child and worker found in any
/// body must be theirs to see by the oracle, and whatever a page promises must be there.
/// </summary>
public sealed partial class ScopePagesTests(ITestOutputHelper output)
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("FAIRLOAD_LONG") == "1";
    private static readonly int First = int.TryParse(Environment.GetEnvironmentVariable("FAIRLOAD_SCOPE_SEED"), out var seed) ? seed : 1;

    [Theory]
    [ScopeEngine(StoreEngine.Sqlite)]
    [ScopeEngine(StoreEngine.Postgres)]
    public async Task Every_page_and_file_names_only_whom_the_reader_may_see_and_all_that_it_promises(StoreEngine engine)
    {
        var (trees, read, mismatches) = (Long ? 12 : 2, new Reading(), new List<string>());
        for (var seed = First; seed < First + trees; seed++)
        {
            await using var site = await ScopeSite.Open(new ScopeCouncil(seed), engine);
            var reader = new Reader(site, read);
            await reader.ReadAll();
            mismatches.AddRange(reader.Mismatches);
        }

        output.WriteLine($"{engine}: {trees} organisations from seed {First}, {read.Pages} answers read, {read.Names} names and ids found in them, {mismatches.Count} mismatches.");
        Assert.True(mismatches.Count == 0, $"{mismatches.Count} mismatches:\n{string.Join('\n', mismatches.Take(40))}");
        Assert.True(read.Names > 100 * trees, $"Only {read.Names} names were found.");
    }

    private sealed class Reading
    {
        public int Pages { get; set; }

        public int Names { get; set; }
    }

    private sealed partial class Reader(ScopeSite site, Reading read)
    {
        private const string Absent = "NOT-THERE";

        private readonly ScopeOracle _oracle = new(site.Council);
        private readonly Dictionary<string, ScopeChild> _byId = site.Council.Children.ToDictionary(child => child.Id);
        private readonly Dictionary<string, ScopeChild> _byInitials = site.Council.Children.ToDictionary(child => $"{child.Forename[0]}{child.Surname[0]}");
        private readonly Dictionary<string, string> _byName = site.Council.Workers.ToDictionary(worker => worker.Name, worker => worker.Id);

        public List<string> Mismatches { get; } = [];

        public async Task ReadAll()
        {
            foreach (var viewer in site.Council.Viewers)
            {
                using var client = site.As(viewer);
                await Workers(client, viewer);
                await Children(client, viewer);
                await Nodes(client, viewer);
                await Lists(client, viewer);
            }
        }

        private async Task Workers(HttpClient client, ScopeViewer viewer)
        {
            foreach (var worker in site.Council.Workers)
            {
                var children = site.Council.Children.Where(child => ScopeOracle.WorkOn(child).Contains(worker.Id)).ToList();
                var shown = _oracle.SeesWorker(viewer, worker.Id) && _oracle.Appears(worker);
                var beside = children.SelectMany(ScopeOracle.Leads).Append(worker.Id).ToHashSet();
                foreach (var format in new[] { "", "?format=csv" })
                {
                    var text = await Get(client, viewer, $"/workers/{worker.Id}{format}", shown, child => _oracle.SeesChild(viewer, child), beside.Contains);
                    Promised(viewer, worker.Id + format, text, children.Where(child => !_oracle.IsClosed(viewer, child)));
                }
            }

            await Get(client, viewer, "/workers/" + Absent, false, _ => false, _ => false);
        }

        private async Task Children(HttpClient client, ScopeViewer viewer)
        {
            foreach (var child in site.Council.Children)
            {
                var had = child.Work.Select(work => work.Worker).ToHashSet();
                var text = await Get(client, viewer, "/children/" + child.Id, _oracle.SeesChild(viewer, child), one => _oracle.SeesChild(viewer, one), had.Contains);
                Promised(viewer, child.Id, text, [child], isById: false);
                await Get(client, viewer, $"/children/{child.Id}/restrict", _oracle.MayRestrict(viewer, child), one => one == child, _ => _oracle.MayRestrict(viewer, child));
                if (site.Restricted.ByChild.GetValueOrDefault(child.Id) is { } record)
                {
                    await Get(client, viewer, "/restricted/" + record.Id.ToString("N"), _oracle.MayOpen(viewer, child), _ => false, _ => false);
                }
            }

            await Get(client, viewer, "/children/" + Absent, false, _ => false, _ => false);
            var manages = ScopeOracle.IsDirector(viewer) || _oracle.Nodes.Any(node => _oracle.Manages(viewer, node));
            await Get(client, viewer, "/restricted", manages, child => _oracle.SeesChild(viewer, child), _ => true);
        }

        private async Task Nodes(HttpClient client, ScopeViewer viewer)
        {
            foreach (var node in _oracle.Nodes.Append(Absent))
            {
                var manages = _oracle.Nodes.Contains(node) && _oracle.Manages(viewer, node);
                var at = Uri.EscapeDataString(node);
                foreach (var page in new[] { $"/teams/{at}", $"/exceptions?node={at}", $"/quiet?node={at}", $"/schemes/compare?node={at}" })
                {
                    foreach (var format in new[] { "", "format=csv" })
                    {
                        // The node alone: nobody who works elsewhere, whatever else the reader may see.
                        var text = await Get(client, viewer, page + (format.Length == 0 ? "" : page.Contains('?') ? "&" + format : "?" + format), manages,
                            child => _oracle.SeesChild(viewer, child) && (_oracle.IsIn(_oracle.TeamThatHas(child), node) || ScopeOracle.WorkOn(child).Any(worker => _oracle.IsIn(_oracle.TeamOf(worker), node))),
                            worker => _oracle.IsIn(_oracle.TeamOf(worker), node) || (viewer.Worker == worker && format.Length == 0));
                        if (text is not null && page.StartsWith("/teams/", StringComparison.Ordinal) && format.Length > 0)
                        {
                            Totals(viewer, node, text);
                        }
                    }
                }

                var waiting = site.Council.Children.Where(child => ScopeOracle.Waits(child) && _oracle.IsIn(_oracle.LastTeam(child), node)).ToList();
                await Waiting(client, viewer, $"/unallocated?node={at}", _oracle.Nodes.Contains(node) && _oracle.SeesWaiting(viewer, node), waiting);
            }

            var all = site.Council.Children.Where(ScopeOracle.Waits).ToList();

            // Whoever manages a part starts with that, even where they support the whole council.
            if (_oracle.SeesWaiting(viewer, null) && (ScopeOracle.IsDirector(viewer) || !_oracle.Nodes.Any(node => _oracle.Manages(viewer, node))))
            {
                await Waiting(client, viewer, "/unallocated?", true, all);
            }

            if (ScopeOracle.IsDirector(viewer))
            {
                Totals(viewer, null, (await Get(client, viewer, "/?format=csv", true, _ => false, _ => true))!);
            }
        }

        private async Task Waiting(HttpClient client, ScopeViewer viewer, string page, bool shown, List<ScopeChild> waiting)
        {
            var open = waiting.Where(child => !_oracle.IsClosed(viewer, child)).ToHashSet();
            var last = open.SelectMany(child => child.Work).Select(work => work.Worker).ToHashSet();
            foreach (var format in new[] { "", "&format=csv" })
            {
                var text = await Get(client, viewer, page + format, shown, open.Contains, worker => last.Contains(worker) || (viewer.Worker == worker && format.Length == 0));
                Promised(viewer, page + format, text, open);
                if (text is not null && format.Length > 0 && Rows(text).Count != waiting.Count)
                {
                    Mismatches.Add($"{At(viewer, page)} has {Rows(text).Count} rows for {waiting.Count} waiting children");
                }
            }
        }

        private async Task Lists(HttpClient client, ScopeViewer viewer)
        {
            var rows = ScopeOracle.IsDirector(viewer) || viewer.Roles.Any(held => held.Role == "DataOfficer");
            var manages = rows || _oracle.Nodes.Any(node => _oracle.Manages(viewer, node));
            foreach (var issue in Enum.GetValues<QualityIssue>().Select(IssueWords.Slug))
            {
                foreach (var (at, shown) in _oracle.Nodes.Select(node => ("?node=" + Uri.EscapeDataString(node) + "&", rows || _oracle.Manages(viewer, node))).Prepend(("?", manages)))
                {
                    foreach (var format in new[] { "", "format=csv" })
                    {
                        await Get(client, viewer, $"/data-quality/{issue}{at}{format}", shown,
                            child => rows ? !_oracle.IsClosed(viewer, child) : _oracle.SeesChild(viewer, child), worker => rows || _oracle.SeesWorker(viewer, worker));
                    }
                }
            }

            await Get(client, viewer, "/data-quality/" + Absent, false, _ => false, _ => false);
            await Get(client, viewer, "/imports/holdings", rows, child => !_oracle.IsClosed(viewer, child), _ => rows);
            foreach (var reason in Enum.GetNames<Core.Workload.HoldingReason>())
            {
                await Get(client, viewer, $"/imports/holdings?format=csv&reason={reason}", rows, child => !_oracle.IsClosed(viewer, child), _ => rows);
            }
        }

        /// <summary>The parts or people of a node add up to what the oracle counts over its workers, and nobody else's.</summary>
        private void Totals(ScopeViewer viewer, string? node, string csv)
        {
            var mine = site.Council.Workers.Where(worker => node is null || _oracle.IsIn(_oracle.TeamOf(worker.Id), node)).Select(worker => worker.Id).ToHashSet();
            var cases = site.Council.Children.Sum(child => ScopeOracle.Leads(child).Count(mine.Contains));
            var rows = Rows(csv);
            var head = PageReading.Fields(csv.TrimStart('\uFEFF').Split('\n')[0].Trim()).ToList();
            var column = head.FindIndex(title => title.Equals("Cases", StringComparison.OrdinalIgnoreCase));
            var isParts = head.Contains("Waiting for a worker");
            var counted = isParts ? int.Parse(rows[^1][column], CultureInfo.InvariantCulture) : rows.Sum(row => int.Parse(row[column], CultureInfo.InvariantCulture));
            var people = mine.Count(worker => site.Council.Children.Any(child => ScopeOracle.WorkOn(child).Contains(worker)) && _oracle.Appears(site.Council.Workers.Single(one => one.Id == worker)));
            if (!isParts && rows.Count != people)
            {
                Mismatches.Add($"{At(viewer, node ?? "council")} lists {rows.Count} people, and the oracle {people}");
            }

            if (counted != cases)
            {
                Mismatches.Add($"{At(viewer, node ?? "council")} counts {counted} cases, and the oracle {cases}");
            }
        }

        private static List<string[]> Rows(string csv) =>
            [.. csv.TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => PageReading.Fields(line.Trim()))];

        private void Promised(ScopeViewer viewer, string where, string? text, IEnumerable<ScopeChild> children, bool isById = true)
        {
            foreach (var child in children.Where(_ => text is not null))
            {
                if ((isById && !text!.Contains(child.Id, StringComparison.Ordinal)) || !text!.Contains($"{child.Forename[0]}{child.Surname[0]}", StringComparison.Ordinal))
                {
                    Mismatches.Add($"{At(viewer, where)} does not show {child.Id}");
                }
            }
        }

        /// <summary>Reads an address: the text where it is shown; nothing, and the answer of what is absent, where it is not.</summary>
        private async Task<string?> Get(HttpClient client, ScopeViewer viewer, string path, bool isShown, Func<ScopeChild, bool> mayChild, Func<string, bool> mayWorker)
        {
            using var response = await client.GetAsync(path);
            var text = await response.Content.ReadAsStringAsync();
            read.Pages++;
            if ((response.StatusCode == HttpStatusCode.OK) != isShown || (!isShown && response.StatusCode != HttpStatusCode.NotFound))
            {
                Mismatches.Add($"{At(viewer, path)} answers {response.StatusCode}, and by the oracle is {(isShown ? "shown" : "not there")}");
                return null;
            }

            foreach (var child in Ids().Matches(text).Select(match => _byId[match.Value]).Concat(Initials().Matches(text).Select(match => _byInitials[match.Value])).Distinct())
            {
                read.Names++;
                if (!isShown || !mayChild(child))
                {
                    Mismatches.Add($"{At(viewer, path)} names child {child.Id}");
                }
            }

            foreach (var worker in WorkerIds().Matches(text).Select(match => match.Value).Concat(WorkerNames().Matches(text).Select(match => _byName[match.Value])).Distinct())
            {
                read.Names++;
                if (viewer.Worker != worker && (!isShown || !mayWorker(worker)))
                {
                    Mismatches.Add($"{At(viewer, path)} names worker {worker}");
                }
            }

            // Of a closed record only points and level: no day and no key in its row, on page and file.
            foreach (var row in ClosedRows().Matches(text).Select(match => match.Value).Concat(text.StartsWith('<') ? [] : text.Split('\n')).Where(row => row.Contains("Restricted record", StringComparison.Ordinal)))
            {
                if (Days().IsMatch(row) || Keys().IsMatch(row))
                {
                    Mismatches.Add($"{At(viewer, path)} says more than points and level of a closed record: {row.ReplaceLineEndings(" ")}");
                }
            }

            return isShown ? text : null;
        }

        private string At(ScopeViewer viewer, string path) => $"seed {site.Council.Seed}, {viewer.Name} {viewer.Worker} [{string.Join(' ', viewer.Roles.Select(held => $"{held.Role}@{held.Node}"))}]: {path}";

        [GeneratedRegex(@"(?<![A-Z])KID\d{3}Z")]
        private static partial Regex Ids();

        [GeneratedRegex("[\u0410-\u042F]{2}")]
        private static partial Regex Initials();

        [GeneratedRegex(@"WRK\d{3}Z")]
        private static partial Regex WorkerIds();

        [GeneratedRegex(@"Ada Quill\d{3}x")]
        private static partial Regex WorkerNames();

        [GeneratedRegex(@"<tr\b[^>]*>(?:(?!</tr>).)*</tr>|<li\b[^>]*>(?:(?!</li>).)*</li>", RegexOptions.Singleline)]
        private static partial Regex ClosedRows();

        [GeneratedRegex(@"\b20\d\d-\d\d-\d\d\b|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\b")]
        private static partial Regex Days();

        [GeneratedRegex(@"INV\d{4}Z|PLANKID|REFKID|working day")]
        private static partial Regex Keys();
    }
}
