namespace Fairload.App.Demo;

/// <summary>
/// Writes what happens from referral to closing outside care: episodes, assessments, enquiries, plans, visits.
/// </summary>
internal sealed class EpisodeRecords(Tables tables, Chance chance, Mess mess, Workers workers, Person mostLoaded)
{
    private static readonly string[] Factors =
    [
        "1A", "1B", "2A", "2B", "3A", "3B", "3C", "4A", "4B", "4C", "5A", "6A", "6B", "7A", "8B", "9A", "10A", "11A",
        "12A", "13A", "14A", "15A", "16A", "17A", "18B",
    ];

    private static readonly string[] Categories =
        ["Neglect", "Emotional abuse", "Physical abuse", "Sexual abuse", "Multiple: Neglect, Emotional abuse"];
    private static readonly int[] CategoryWeights = [49, 37, 7, 4, 3];

    private int assessment;
    private int enquiry;
    private int plan;
    private int protection;
    private int visit;
    private int protectionVisit;
    private int review;
    private int proceeding;

    public void Write(IReadOnlyList<Episode> episodes)
    {
        for (var i = 0; i < episodes.Count; i++)
        {
            episodes[i].Number = i;
            Episode(episodes[i]);
            if (episodes[i].Quiet)
            {
                continue;
            }

            var firstPlan = protection;
            foreach (var stage in episodes[i].Stages)
            {
                if (stage.Start <= Days.Last && stage.End > stage.Start)
                {
                    Write(episodes[i], stage);
                }
            }

            Enquiries(episodes[i], firstPlan);
            PreProceedings(episodes[i]);
        }
    }

    private static Holding? Team(TableWriter table, Holding? holder)
    {
        table.Id('D', holder?.Team.Number ?? -1).Id('W', holder?.Person.Number ?? -1);
        return holder;
    }

    private void Episode(Episode episode)
    {
        var (code, text) = ChildRecords.Source(chance);
        tables.Episodes.Id('R', episode.Number).Id('P', episode.Child.Number).Day(episode.Referred)
            .Text("N" + (char)('0' + episode.Need))
            .Text(code).Text(text)
            .Text(episode.NoFurtherAction ? "{\"NFA_FLAG\":\"Y\"}" : "{\"SINGLE_ASSESSMENT_FLAG\":\"Y\"}")
            .Flag(episode.NoFurtherAction).Text(episode.Close <= Days.Last ? episode.CloseReason : null);
        mess.End(tables.Episodes, episode.Close);
        Team(tables.Episodes, workers.On(episode, Math.Max(episode.Referred, Days.First)));
        tables.Episodes.EndRow();
    }

    private void Write(Episode episode, Stage stage)
    {
        switch (stage.Kind)
        {
            case StageKind.Assessment:
                Assessment(episode, stage);
                break;
            case StageKind.InNeed:
                tables.CinPlans.Id('N', plan++).Id('R', episode.Number).Id('P', episode.Child.Number).Day(stage.Start);
                mess.End(tables.CinPlans, stage.End);
                Team(tables.CinPlans, workers.On(episode, Math.Max(stage.Start, Days.First)));
                tables.CinPlans.EndRow();
                Visits(episode, stage, stage.Lasting ? 84 : 28);
                break;
            case StageKind.Protection:
                Protection(episode, stage);
                break;
        }
    }

    private void Assessment(Episode episode, Stage stage)
    {
        var child = episode.Child.Number;
        var none = episode.AssessmentNoFurtherAction;
        tables.Assessments.Id('A', assessment).Id('P', child).Id('R', episode.Number).Day(stage.Start)
            .Flag(!chance.PerMille(40))
            .Day(stage.End)
            .Text(stage.End > Days.Last ? null
                : none ? "{\"NFA_FLAG\":\"Y\"}" : "{\"PROV_OF_SERVICES_FLAG\":\"Y\"}")
            .Text(stage.End > Days.Last ? null : none ? "Y" : "N");
        Team(tables.Assessments, workers.On(episode, Math.Max(stage.Start, Days.First)));
        tables.Assessments.EndRow();
        if (stage.End <= Days.Last)
        {
            var first = chance.Pick<string>(Factors);
            var second = chance.Pick<string>(Factors);
            tables.Factors.Id('F', assessment).Id('A', assessment)
                .Text(chance.PerMille(500) ? $"[\"{first}\"]" : $"[\"{first}\",\"{second}\"]").EndRow();
        }

        assessment++;
        Visit(episode, Days.OnWorkingDay(stage.Start + chance.Between(1, 9)), stage.End);
        if (chance.PerMille(650))
        {
            Visit(episode, Days.OnWorkingDay(stage.Start + chance.Between(14, 34)), stage.End);
        }
    }

    private void Protection(Episode episode, Stage stage)
    {
        var child = episode.Child.Number;
        var number = protection++;
        var category = Categories[chance.Weighted(CategoryWeights)];
        tables.CpPlans.Id('L', number).Id('R', episode.Number).Id('M', ConferenceOf(episode, stage)).Id('P', child)
            .Day(stage.Start).Day(stage.End)
            .Text(category).Text("N")
            .Text(chance.PerMille(120) ? Categories[chance.Weighted(CategoryWeights)] : category).EndRow();
        for (var day = stage.Start + chance.Between(1, 10); day < stage.End && day <= Days.Last; day += 14)
        {
            var on = Days.OnWorkingDay(day + chance.Below(4));
            if (on >= Days.First && on < stage.End && on <= Days.Last && !Slips(episode, on))
            {
                var seen = !chance.PerMille(80);
                tables.CpVisits.Id('U', protectionVisit++).Id('P', child).Id('L', number).Day(on).Flag(seen)
                    .Flag(seen && chance.PerMille(600))
                    .Flag(chance.PerMille(400)).EndRow();
            }
        }

        // The first review within three months, then within six (Working Together); the next one due has no date yet.
        var due = stage.Start + 91;
        while (due < stage.End)
        {
            var held = Days.OnWorkingDay(due - 4 + (chance.PerMille(90) ? chance.Between(5, 20) : -chance.Below(10)));
            if (held > Days.First)
            {
                var goesOn = due + 182 < stage.End;
                tables.CpReviews.Id('Y', review++).Id('P', child).Id('L', number).Due(due).Day(held).Blank()
                    .Text(held > Days.Last ? null : goesOn ? "Y" : "N").Text(held > Days.Last ? null : "Y")
                    .Text(held > Days.Last ? null : "PN" + (char)('0' + chance.Below(8)))
                    .EndRow();
            }

            if (held > Days.Last)
            {
                break;
            }

            due = held + 182;
        }
    }

    // The conference that led to a plan carries the number of its enquiry.
    private int ConferenceOf(Episode episode, Stage stage)
    {
        var at = episode.Enquiries.FindIndex(each => each.ToPlan && each.Conference == stage.Start);
        return at < 0 ? -1 : enquiry + at;
    }

    private static int PlanOf(Episode episode, Enquiry enquiry, int firstPlan)
    {
        var at = episode.Stages.Where(stage => stage.Kind == StageKind.Protection).ToList()
            .FindIndex(stage => stage.Start == enquiry.Conference);
        return at < 0 || enquiry.Conference > Days.Last ? -1 : firstPlan + at;
    }

    private void Enquiries(Episode episode, int firstPlan)
    {
        foreach (var each in episode.Enquiries)
        {
            if (each.Start > Days.Last)
            {
                continue;
            }

            var child = episode.Child.Number;
            var ended = each.End <= Days.Last;
            var holder = workers.On(episode, Math.Max(each.Start, Days.First));
            tables.Enquiries.Id('K', enquiry).Id('R', episode.Number).Id('P', child).Day(each.Start).Day(each.End)
                .Text(ended ? each.Conference > 0 ? "N" : "Y" : null)
                .Text(!ended ? null : each.Conference > 0 ? "{\"CP_CONFERENCE_FLAG\":\"Y\"}" : "{\"NFA_FLAG\":\"Y\"}")
                .Id('W', holder?.Person.Number ?? -1).Id('D', holder?.Team.Number ?? -1).EndRow();
            if (each.Conference > 0)
            {
                var held = each.Conference <= Days.Last;
                var planned = PlanOf(episode, each, firstPlan);
                tables.Conferences.Id('M', enquiry).Id('M', enquiry).Id('K', enquiry).Id('P', child)
                    .Id('L', planned).Id('R', episode.Number).Text("N").Due(Days.AddWorking(each.Start, 15))
                    .Day(each.Conference)
                    .Text(!held ? null : planned >= 0 ? "Y" : "N").Text(planned >= 0 ? "{\"CP_FLAG\":\"Y\"}" : null);
                Team(tables.Conferences, holder);
                tables.Conferences.EndRow();
            }

            enquiry++;
        }
    }

    private void Visits(Episode episode, Stage stage, int every)
    {
        for (var day = Math.Max(stage.Start, Days.First - every) + chance.Between(3, every);
            day < stage.End && day <= Days.Last;
            day += every)
        {
            Visit(episode, Days.OnWorkingDay(day + chance.Below(5)), stage.End);
        }
    }

    private void Visit(Episode episode, int day, int until)
    {
        if (day < Days.First || day >= until || day > Days.Last || Slips(episode, day))
        {
            return;
        }

        var seen = !chance.PerMille(80);
        tables.CinVisits.Id('V', visit++).Id('P', episode.Child.Number).Day(day).Flag(seen)
            .Flag(seen && chance.PerMille(600)).Flag(chance.PerMille(300)).EndRow();
    }

    // The most loaded person misses visits; the files show it in the last two months.
    private bool Slips(Episode episode, int day) =>
        day > Days.Last - 60 && workers.On(episode, day)?.Person == mostLoaded && chance.PerMille(350);

    private void PreProceedings(Episode episode)
    {
        foreach (var each in episode.PreProceedings)
        {
            if (each.Decided > Days.Last || each.Ended <= Days.First)
            {
                continue;
            }

            var over = each.Ended <= Days.Last;
            var court = each.ToCourt && over;
            tables.PreProceedings.Id('O', proceeding++).Id('P', episode.Child.Number).Id('F', episode.Child.Family)
                .Day(each.Decided).Day(each.Decided + 14)
                .Text(!over ? null : court ? "Decision to Issue Care Proceedings" : "Decision to step down")
                .Day(each.Ended).Number(1)
                .Text("B – Start pre-proceedings").Number(0).Number(0).Day(each.Decided + 5);
            if (court)
            {
                tables.PreProceedings.Day(each.Ended).Number(chance.Between(1, 5)).Text("Yes").Text("Yes")
                    .Text($"ZZ{episode.Child.Family:D6}C").Number(chance.Between(1, 6))
                    .Text("No").Blank().Text("Yes").Text("A – Interim / Care Order").Text("Unknown")
                    .Text("Not yet at final hearing - still in care proceedings");
            }
            else
            {
                tables.PreProceedings.Blank().Number(chance.Between(1, 5)).Text("Yes").Text("Not in care proceedings")
                    .Blank(2)
                    .Text("Not in care proceedings").Blank(2).Text("Not in care proceedings").Blank(2);
            }

            tables.PreProceedings.EndRow();
        }
    }
}
