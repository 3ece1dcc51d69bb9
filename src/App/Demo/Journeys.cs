namespace Fairload.App.Demo;

/// <summary>
/// What a child is doing with the service at one time. The stages of an episode adjoin, but an assessment may be
/// authorised after the conference that began a protection plan.
/// </summary>
internal enum StageKind
{
    Referral,
    Assessment,
    InNeed,
    Protection,
    Care,
    LeavingCare,
}

/// <summary>
/// One stage of an episode, [start, end). <paramref name="Lasting"/> marks the long plans of disabled children.
/// </summary>
internal readonly record struct Stage(StageKind Kind, int Start, int End, bool Lasting = false);

/// <summary>A section 47 enquiry and its conference (0 for none).</summary>
internal readonly record struct Enquiry(int Start, int End, int Conference, bool ToPlan);

/// <summary>Pre-proceedings, [decided, ended), and whether they ended in court.</summary>
internal readonly record struct PreProceeding(int Decided, int Ended, bool ToCourt);

/// <summary>From one referral to its closing.</summary>
internal sealed class Episode(Child child, int referred)
{
    public Child Child { get; } = child;

    public int Referred { get; } = referred;

    /// <summary>The number in the files.</summary>
    public int Number { get; set; } = -1;

    public int Close { get; set; } = Days.Never;

    public bool NoFurtherAction { get; set; }

    public bool AssessmentNoFurtherAction { get; set; }

    public string CloseReason { get; set; } = "RC7";

    public int Need { get; set; }

    /// <summary>A family help lead practitioner, not a social worker, holds the child in need plan.</summary>
    public bool FamilyHelp { get; set; }

    /// <summary>Planted: referred weeks ago, and nothing recorded since.</summary>
    public bool Quiet { get; set; }

    public List<Stage> Stages { get; } = [];

    public List<Enquiry> Enquiries { get; } = [];

    public List<PreProceeding> PreProceedings { get; } = [];
}

/// <summary>Early help for a child after an episode.</summary>
internal readonly record struct EarlyHelp(Child Child, int Area, int Start, int End);

/// <summary>
/// Takes every family from its first referral through assessment, plans, protection, care and back. Brothers and
/// sisters mostly share what happens. The shares below were set so that the flows and stocks come out as
/// published (docs/synthetic-council.md has the table of targets and results).
/// </summary>
internal sealed class Journeys(Chance chance)
{
    private const int SharedPerMille = 850;
    private const int OnlyOneChildPerMille = 80;
    private const int NoFurtherActionPerMille = 85;
    private const int ReturnPerMille = 465;
    private const int EarlyHelpPerMille = 115;

    // After an assessment, of 1,000.
    private const int AssessmentToProtection = 91;
    private const int AssessmentToCare = 13;
    private const int AssessmentToInNeed = 140;

    private readonly ulong[] dice = new ulong[64];
    private readonly List<EarlyHelp> earlyHelp = [];
    private int die;

    public List<Episode> Episodes { get; } = [];

    public IReadOnlyList<EarlyHelp> EarlyHelp => earlyHelp;

    public void Follow(IEnumerable<Family> families)
    {
        foreach (var family in families)
        {
            Follow(family);
        }

        Episodes.RemoveAll(episode => episode.Close <= Days.First);
        earlyHelp.RemoveAll(help => help.End <= Days.First || help.Start > Days.Last || help.End <= help.Start);
    }

    private static int Capped(Episode episode, int end) => Math.Min(end, episode.Child.Adult);

    private static bool Happens(int die, int perMille) => die < perMille;

    private void Follow(Family family)
    {
        var busyUntil = new int[family.Children.Length];
        for (var day = family.FirstMet; day <= Days.Last;)
        {
            var only = family.Children.Length > 1 && chance.PerMille(OnlyOneChildPerMille)
                ? chance.Below(family.Children.Length)
                : -1;
            Shake();
            var need = chance.Weighted([50, 8, 4, 12, 15, 6, 1, 4]);
            var closed = 0;
            for (var i = 0; i < family.Children.Length; i++)
            {
                var child = family.Children[i];
                var tooOld = child.Adult - day < (child.Alone ? 8 : 30);
                if (tooOld || busyUntil[i] > day || (only >= 0 && only != i) || child.Born - day > 160)
                {
                    continue;
                }

                var episode = new Episode(child, day) { Need = need + 1 };
                die = 0;
                Journey(episode);
                Episodes.Add(episode);
                busyUntil[i] = episode.Close;
                closed = Math.Max(closed, episode.Close);
            }

            if (closed == 0 || closed > Days.Last)
            {
                // Children whose brothers and sisters are still in care can be referred again, but it is rare.
                break;
            }

            var comesBack = !family.Children[0].Alone && chance.PerMille(ReturnPerMille);
            var next = comesBack ? Season.Near(chance, closed + chance.Quantile(Durations.Return)) : Days.Never;
            StepDown(family, closed, next);
            day = next;
        }
    }

    private void StepDown(Family family, int closed, int next)
    {
        if (!chance.PerMille(EarlyHelpPerMille))
        {
            return;
        }

        var start = closed + chance.Between(1, 12);
        var length = chance.Quantile(Durations.EarlyHelp);
        foreach (var child in family.Children)
        {
            var end = Math.Min(Math.Min(start + length, next), child.Adult);
            if (child.Born < start && end > start)
            {
                earlyHelp.Add(new EarlyHelp(child, family.Area, start, end));
            }
        }
    }

    // The family's own dice for this event: a child who shares reads the same die at the same step.
    private void Shake()
    {
        for (var i = 0; i < dice.Length; i++)
        {
            dice[i] = ((ulong)(uint)chance.Below(int.MaxValue) << 31) | (uint)chance.Below(int.MaxValue);
        }
    }

    private int Die()
    {
        var own = chance.Below(1000);
        var family = (int)(dice[die++ % dice.Length] % 1000);
        return chance.PerMille(SharedPerMille) ? family : own;
    }

    private int Length(ReadOnlySpan<int> quantiles)
    {
        const int Steps = 1024;
        var own = chance.Quantile(quantiles);
        var at = (int)(dice[die++ % dice.Length] % (ulong)((quantiles.Length - 1) * Steps));
        var low = quantiles[at / Steps];
        var family = low + (((quantiles[(at / Steps) + 1] - low) * (at % Steps)) / Steps);
        return Math.Max(1, chance.PerMille(SharedPerMille) ? family : own);
    }

    private void Journey(Episode episode)
    {
        var day = episode.Referred;
        if (episode.Child.Alone)
        {
            episode.Need = 8;
            episode.Stages.Add(new Stage(StageKind.Referral, day, day + 1));
            Care(episode, day + 1);
            return;
        }

        if (Happens(Die(), NoFurtherActionPerMille))
        {
            episode.NoFurtherAction = true;
            episode.Close = day + 1 + chance.Below(3);
            episode.Stages.Add(new Stage(StageKind.Referral, day, episode.Close));
            episode.CloseReason = "RC9";
            return;
        }

        // One working day to decide (Working Together), and most go to an assessment on the day itself.
        var start = Happens(Die(), 600) && Days.IsWorking(day) ? day : Days.AddWorking(day, 1);
        if (start > day)
        {
            episode.Stages.Add(new Stage(StageKind.Referral, day, start));
        }

        var end = Capped(episode, Days.AddWorking(start, Length(Durations.Assessment)));
        var outcome = Die();
        var protection = outcome < AssessmentToProtection;
        var enquiry = protection || Happens(Die(), 300);
        if (enquiry)
        {
            end = Enquire(episode, start, end, protection);
        }

        episode.Stages.Add(new Stage(StageKind.Assessment, start, end));
        if (end >= episode.Child.Adult)
        {
            Finish(episode, end);
        }
        else if (protection)
        {
            Protection(episode, episode.Enquiries[^1].Conference, end);
        }
        else if (outcome < AssessmentToProtection + AssessmentToCare)
        {
            Care(episode, end);
        }
        else if (outcome < AssessmentToProtection + AssessmentToCare + AssessmentToInNeed
            || (episode.Child.Disabled && Happens(Die(), 600)))
        {
            InNeed(episode, end, Durations.InNeed, first: true);
        }
        else
        {
            episode.AssessmentNoFurtherAction = true;
            episode.CloseReason = "RC8";
            Finish(episode, end);
        }
    }

    private int Enquire(Episode episode, int start, int end, bool toPlan)
    {
        var began = Days.OnWorkingDay(start + Math.Min(2, Math.Max(0, end - start - 1)));
        var conference = Days.AddWorking(began, Length(Durations.Conference));
        if (toPlan || Happens(Die(), 65))
        {
            conference = Capped(episode, conference);
            episode.Enquiries.Add(new Enquiry(began, conference, conference, toPlan));
            return Capped(episode, Math.Max(end, conference));
        }

        episode.Enquiries.Add(new Enquiry(began, Days.AddWorking(began, 3 + (Die() % 9)), 0, false));
        return Capped(episode, Math.Max(end, episode.Enquiries[^1].End));
    }

    private void InNeed(Episode episode, int start, ReadOnlySpan<int> lengths, bool first)
    {
        var lasting = first && episode.Child.Disabled;
        if (lasting)
        {
            episode.Need = 2;
        }

        episode.FamilyHelp = first && !lasting && Happens(Die(), 190);
        var end = Capped(episode, start + (lasting ? chance.Quantile(Durations.Lasting) : Length(lengths)));
        episode.Stages.Add(new Stage(StageKind.InNeed, start, end, lasting));
        var then = Die();
        if (end >= episode.Child.Adult || episode.FamilyHelp || lasting)
        {
            Finish(episode, end);
        }
        else if (then < 55)
        {
            var began = Math.Max(start, Days.AddWorking(end, -14));
            episode.Enquiries.Add(new Enquiry(began, end, end, true));
            Protection(episode, end, end);
        }
        else if (then < 110)
        {
            Court(episode, start, end);
            Care(episode, end);
        }
        else
        {
            Finish(episode, end);
        }
    }

    private void Protection(Episode episode, int start, int notBefore)
    {
        var end = Capped(episode, Math.Max(start + Length(Durations.Protection), notBefore));
        episode.Stages.Add(new Stage(StageKind.Protection, start, end));
        var then = Die();
        if (end >= episode.Child.Adult)
        {
            Finish(episode, end);
        }
        else if (then < 215)
        {
            Court(episode, start, end);
            Care(episode, end);
        }
        else
        {
            if (then < 300 && end - start > 200)
            {
                var decided = start + 60 + (Die() % 60);
                episode.PreProceedings.Add(new PreProceeding(decided, Math.Min(decided + 112, end), false));
            }

            if (then < 760)
            {
                InNeed(episode, end, Durations.SteppedDown, first: false);
            }
            else
            {
                Finish(episode, end);
            }
        }
    }

    private void Court(Episode episode, int start, int end)
    {
        var decided = end - 60 - (Die() % 90);
        if (decided > start)
        {
            episode.PreProceedings.Add(new PreProceeding(decided, end, true));
        }
    }

    private void Care(Episode episode, int start)
    {
        var child = episode.Child;
        var age = start - child.Born;
        var kind = Die();
        var young = age < 4 * 365;
        var length = child.Alone ? 4000
            : kind < 250 ? Length(Durations.ShortCare)
            : kind < (young ? 905 : 735) ? Length(Durations.PlannedCare)
            : 9000;
        var end = Math.Min(start + length, child.Adult);
        episode.Stages.Add(new Stage(StageKind.Care, start, end));
        if (start <= Days.Last && end > Days.Last)
        {
            child.InCareSince = start;
        }

        if (end >= child.Adult)
        {
            // Thirteen weeks in care make a care leaver: the personal adviser stays to 21, for some to 25.
            if (end - start > 91)
            {
                var until = Days.AddYears(child.Born, Happens(Die(), 100) ? 25 : 21);
                episode.Stages.Add(new Stage(StageKind.LeavingCare, end, until));
                episode.CloseReason = "RC6";
                end = until;
            }

            Finish(episode, end);
        }
        else if (kind < 250)
        {
            InNeed(episode, end, Durations.SteppedDown, first: false);
        }
        else
        {
            episode.CloseReason = young && kind % 2 == 0 ? "RC1" : kind % 3 == 0 ? "RC4" : "RC7";
            Finish(episode, end);
        }
    }

    private static void Finish(Episode episode, int end) => episode.Close = end;
}
