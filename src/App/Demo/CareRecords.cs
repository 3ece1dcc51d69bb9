namespace Fairload.App.Demo;

/// <summary>
/// Writes care: episodes, placements, legal statuses, visits, reviews, missing episodes, and care leavers.
/// </summary>
internal sealed class CareRecords(Tables tables, Chance chance, Workers workers)
{
    private static readonly int[] AccommodationWeights = [12, 22, 8, 6, 8, 34, 10];
    private static readonly string[] Accommodation = ["B", "D", "E", "K", "T", "U", "Z"];
    private static readonly string[] Activities = ["F1", "F2", "F4", "F5", "P5", "G4", "G5", "G6"];

    private int period;
    private int episodes;
    private int placements;
    private int legal;
    private int visit;
    private int review;
    private int missing;
    private int leaver;

    /// <summary>A placement and the number of its row.</summary>
    private readonly record struct Placement(int Number, int Start, int End);

    private readonly record struct Order(string Code, int Start, int End);

    public void Write(IEnumerable<Episode> all)
    {
        foreach (var episode in all)
        {
            foreach (var stage in episode.Stages)
            {
                if (stage.Start > Days.Last || stage.End <= Days.First)
                {
                    continue;
                }

                if (stage.Kind == StageKind.Care)
                {
                    Care(episode, stage);
                }
                else if (stage.Kind == StageKind.LeavingCare && stage.End > Days.Last)
                {
                    // The file is a picture of the day: those whose support has ended are not in it.
                    Leaver(episode);
                }
            }
        }
    }

    private void Care(Episode episode, Stage stage)
    {
        var moves = Placements(episode.Child, stage);
        var orders = Orders(episode, stage);
        var (move, order) = (0, 0);
        for (var from = stage.Start; from < stage.End && from <= Days.Last;)
        {
            var until = Math.Min(moves[move].End, orders[order].End);
            var last = until >= stage.End;
            if (until > Days.First)
            {
                tables.ClaEpisodes.Id('B', episodes++).Id('P', episode.Child.Number).Day(from)
                    .Text(from == stage.Start ? "S"
                        : from != moves[move].Start ? "L"
                        : from != orders[order].Start ? "P" : "B")
                    .Text("N" + (char)('0' + episode.Need)).Day(until)
                    .Text(until > Days.Last ? null : !last ? "X1" : Ceased(episode, stage)).Id('C', period)
                    .Id('R', episode.Number)
                    .Id('J', moves[move].Number).Day(stage.Start)
                    .Day(Math.Max(stage.Start, Math.Min(until, Days.Last) - chance.Below(120))).EndRow();
            }

            from = until;
            move += moves[move].End == until && !last ? 1 : 0;
            order += orders[order].End == until && !last ? 1 : 0;
        }

        Visits(episode.Child, stage);
        Reviews(episode.Child, stage);
        Missing(episode.Child, stage);
        period++;
    }

    private string Ceased(Episode episode, Stage stage) =>
        stage.End >= episode.Child.Adult ? chance.PerMille(300) ? "E17" : "E5"
        : episode.CloseReason switch { "RC1" => "E12", "RC4" => "E45", _ => "E4A" };

    private List<Placement> Placements(Child child, Stage stage)
    {
        var moves = new List<Placement>();
        for (var from = stage.Start; from < stage.End;)
        {
            // Many first placements are short; later ones last.
            var until = from + (chance.PerMille(250) ? chance.Between(5, 70) : chance.Between(150, 1500));
            if (until > stage.End - 7)
            {
                until = stage.End;
            }

            var number = placements++;
            moves.Add(new Placement(number, from, until));
            if (until > Days.First && from <= Days.Last)
            {
                var type = Type((from - child.Born) / 365, child.Alone);
                var distance = chance.PerMille(240) ? chance.Between(200, 1400) : chance.Between(4, 199);
                tables.Placements.Id('J', number).Day(from).Text(type).Blank()
                    .Text($"{distance / 10}.{(char)('0' + (distance % 10))}")
                    .Id('C', period).Text(type == "P1" ? "PR0" : type[0] == 'U' && chance.PerMille(550) ? "PR1" : "PR4")
                    .Text(Names.Postcode((number * 11) + 5)).Day(until)
                    .Text(until > Days.Last || until == stage.End ? null : chance.PerMille(600) ? "CARPL" : "CHILD")
                    .Id('P', child.Number).EndRow();
            }

            from = until;
        }

        return moves;
    }

    private string Type(int age, bool alone) => age switch
    {
        >= 16 => ((ReadOnlySpan<string>)["U6", "H5", "K2", "U1", "P1"])[
            chance.Weighted(alone ? [25, 70, 5, 0, 0] : [38, 30, 20, 8, 4])],
        >= 10 => ((ReadOnlySpan<string>)["U6", "U4", "K2", "U1", "U3", "P1"])[chance.Weighted([30, 24, 22, 10, 8, 6])],
        >= 4 => ((ReadOnlySpan<string>)["U6", "U4", "K2", "U1", "U3", "P1"])[chance.Weighted([38, 24, 4, 12, 14, 8])],
        _ => ((ReadOnlySpan<string>)["U6", "U5", "U3", "R3", "P1", "A6"])[chance.Weighted([50, 8, 20, 4, 8, 10])],
    };

    private List<Order> Orders(Episode episode, Stage stage)
    {
        var orders = new List<Order>();
        var court = episode.PreProceedings.Any(each => each.ToCourt && each.Ended == stage.Start)
            || chance.PerMille(450);
        if (episode.Child.Alone || !court)
        {
            orders.Add(new Order("V2", stage.Start, stage.End));
        }
        else
        {
            // Care proceedings take 26 weeks by law and longer in fact.
            var final = stage.Start + chance.Between(150, 300);
            if (final >= stage.End - 2)
            {
                orders.Add(new Order("C1", stage.Start, stage.End));
            }
            else
            {
                orders.Add(new Order("C1", stage.Start, final));
                orders.Add(new Order(episode.CloseReason == "RC1" ? "E1" : "C2", final, stage.End));
            }
        }

        foreach (var each in orders)
        {
            if (each.End > Days.First && each.Start <= Days.Last)
            {
                tables.LegalStatuses.Id('G', legal++).Id('P', episode.Child.Number).Text(each.Code).Day(each.Start)
                    .Day(each.End).EndRow();
            }
        }

        return orders;
    }

    private void Visits(Child child, Stage stage)
    {
        // Six-weekly in the first year, then for most of those settled three-monthly (2010 Regulations, as councils
        // quote them).
        var settled = chance.PerMille(350);
        for (var day = stage.Start + chance.Between(1, 6); day < stage.End && day <= Days.Last;
            day += settled && day > stage.Start + 365 ? 85 : 40)
        {
            var on = Days.OnWorkingDay(day + chance.Below(5));
            if (on >= Days.First && on < stage.End && on <= Days.Last)
            {
                var seen = !chance.PerMille(60);
                tables.ClaVisits.Id('X', visit++).Id('C', period).Id('P', child.Number).Day(on).Flag(seen)
                    .Flag(seen && chance.PerMille(550)).EndRow();
            }
        }
    }

    private void Reviews(Child child, Stage stage)
    {
        var due = Days.AddWorking(stage.Start, 20);
        var gap = 91;
        while (due < stage.End)
        {
            var held = Days.OnWorkingDay(due - 3 + (chance.PerMille(60) ? chance.Between(4, 15) : -chance.Below(8)));
            if (held > Days.First)
            {
                tables.ClaReviews.Id('Z', review++).Id('C', period).Due(due).Day(held).Text("N")
                    .Text(held > Days.Last ? null : (held - child.Born) / 365 < 4 ? "PN0"
                        : "PN" + (char)('1' + chance.Below(7))).EndRow();
            }

            if (held > Days.Last)
            {
                break;
            }

            due = held + gap;
            gap = 182;
        }
    }

    private void Missing(Child child, Stage stage)
    {
        var teen = Math.Max(Math.Max(stage.Start, Days.AddYears(child.Born, 12)), Days.First);
        var until = Math.Min(stage.End, Days.Last);
        if (until - teen < 30 || !chance.PerMille(160))
        {
            return;
        }

        for (var day = teen + chance.Below(120); day < until; day += chance.Between(6, 160))
        {
            var hours = chance.Between(3, 60);
            var start = chance.Between(900, 1430);
            tables.Missing.Id('Q', missing++).Id('P', child.Number).Moment(day, start)
                .Text(chance.PerMille(800) ? "M" : "A")
                .Moment(Math.Min(day + ((start + (hours * 60)) / 1440), Days.Last), (start + (hours * 60)) % 1440)
                .Text("Y").Flag(chance.PerMille(550)).EndRow();
        }
    }

    private void Leaver(Episode episode)
    {
        var adviser = workers.On(episode, Days.Last, adviser: true);
        var inTouch = chance.PerMille(920);
        tables.CareLeavers.Id('G', leaver++).Id('P', episode.Child.Number).Text("Former Relevant")
            .Text(inTouch ? "YES" : "NO")
            .Day(inTouch ? Days.Last - chance.Below(80) : Days.Never)
            .Text(Accommodation[chance.Weighted(AccommodationWeights)]).Number(chance.PerMille(880) ? 1 : 2)
            .Text(chance.Pick<string>(Activities)).Day(Days.Last - chance.Below(200))
            .Id('W', adviser?.Person.Number ?? -1)
            .Id('D', adviser?.Team.Number ?? -1).Blank().EndRow();
    }
}
