namespace Fairload.Core.Cases;

/// <summary>What is looked at before anybody may think of closing a case (product guard rails; contracts, section 2).</summary>
public enum ClosureCheck
{
    /// <summary>Care proceedings.</summary>
    CareProceedings,

    /// <summary>Pre-proceedings.</summary>
    PreProceedings,

    /// <summary>A supervision order.</summary>
    SupervisionOrder,

    /// <summary>A plan, or care, that is in force.</summary>
    PlanInForce,

    /// <summary>A brother or sister on a child protection plan.</summary>
    SiblingOnPlan,

    /// <summary>A section 47 enquiry open or begun in the last 90 days.</summary>
    Section47,

    /// <summary>The child seen in the last 20 working days.</summary>
    ChildSeen,

    /// <summary>A missing episode in the last 90 days.</summary>
    Missing,

    /// <summary>A contact, referral or assessment since the work ended.</summary>
    NewContact,
}

/// <summary>What a check says.</summary>
public enum ClosureAnswer
{
    /// <summary>Nothing on record stands against closing.</summary>
    Clear,

    /// <summary>The record stands against closing.</summary>
    Stops,

    /// <summary>No loaded source says: too little to close on.</summary>
    NotKnown,
}

/// <summary>One check of a child's case.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="Answer">What it says.</param>
/// <param name="Kind">The kind of the record behind it, or nothing.</param>
/// <param name="Index">The record's place in its table, or -1.</param>
/// <param name="Day">The day of that record, or nothing.</param>
/// <param name="Children">The other children it is about.</param>
public sealed record ClosureFinding(ClosureCheck Check, ClosureAnswer Answer, RecordKind? Kind, int Index, DateOnly? Day, IReadOnlyList<int> Children);

/// <summary>The checks that stand before a closure. They say what stops one, and never that a case should be closed.</summary>
public sealed partial class CaseList
{
    /// <summary>Days for which an enquiry or a missing episode stands against closing.</summary>
    public const int ClosureDays = 90;

    /// <summary>Working days within which the child must have been seen.</summary>
    public const int SeenWorkingDays = QuietWorkingDays;

    private static readonly RecordKind[] PlansAndCare = [RecordKind.ClaEpisode, RecordKind.CpPlan, RecordKind.CinPlan];

    private static readonly RecordKind[] Arrivals = [RecordKind.Contact, RecordKind.CinEpisode, RecordKind.Assessment];

    /// <summary>Every check of a child's case, in the order in which a manager reads them.</summary>
    public IReadOnlyList<ClosureFinding> ClosureChecksOf(int child) =>
    [
        InProceedings(child) is { } source
            ? Stop(ClosureCheck.CareProceedings, source.Kind, source.Index)
            : Clear(ClosureCheck.CareProceedings, RecordKind.LegalStatus, RecordKind.PreProceedings),
        PreProceedingsOf(child) is var pre and >= 0
            ? Stop(ClosureCheck.PreProceedings, RecordKind.PreProceedings, pre)
            : Clear(ClosureCheck.PreProceedings, RecordKind.PreProceedings),
        UnderSupervisionOrder(child)
            ? Stop(ClosureCheck.SupervisionOrder, RecordKind.LegalStatus, Caseload[RecordKind.LegalStatus].Covering(child, _today))
            : Clear(ClosureCheck.SupervisionOrder, RecordKind.LegalStatus),
        PlanInForce(child),
        SiblingOnPlan(child),
        Recent(ClosureCheck.Section47, RecordKind.Section47, child),
        SeenCheck(child),
        Recent(ClosureCheck.Missing, RecordKind.Missing, child),
        NewContact(child),
    ];

    private ClosureFinding PlanInForce(int child)
    {
        foreach (var kind in PlansAndCare)
        {
            if (Caseload[kind].Covering(child, _today) is var index and >= 0)
            {
                return Stop(ClosureCheck.PlanInForce, kind, index);
            }
        }

        return Clear(ClosureCheck.PlanInForce, PlansAndCare);
    }

    private ClosureFinding SiblingOnPlan(int child)
    {
        var family = Caseload.FamilyOf[child];
        var onPlan = family < 0 ? [] : Caseload.FamilyChildren[family]
            .Where(other => other != child && Caseload[RecordKind.CpPlan].Covering(other, _today) >= 0).ToArray();
        return onPlan.Length > 0
            ? new ClosureFinding(ClosureCheck.SiblingOnPlan, ClosureAnswer.Stops, null, -1, null, onPlan)
            : Caseload.WasSupplied(RecordKind.Family) ? Clear(ClosureCheck.SiblingOnPlan, RecordKind.CpPlan)
            : new ClosureFinding(ClosureCheck.SiblingOnPlan, ClosureAnswer.NotKnown, null, -1, null, []);
    }

    /// <summary>A record that covers the day or began in the last 90 days.</summary>
    private ClosureFinding Recent(ClosureCheck check, RecordKind kind, int child)
    {
        var (behind, index) = Covering(kind, child);
        (behind, index) = behind is null ? LatestStarted(kind, child) : (behind, index);
        if (index < 0)
        {
            return Clear(check, kind);
        }

        var isRecent = Caseload[kind].Covers(index, _today) || Caseload[kind].From[index] > _today - ClosureDays;
        var found = Stop(check, kind, index);
        return isRecent ? found : found with { Answer = ClosureAnswer.Clear };
    }

    private ClosureFinding SeenCheck(int child)
    {
        if (LastSeenOf(child) is not { } seen)
        {
            return new ClosureFinding(ClosureCheck.ChildSeen, KnowsWhoWasSeen ? ClosureAnswer.Stops : ClosureAnswer.NotKnown, null, -1, null, []);
        }

        var isRecent = seen.Day > Caseload.Calendar.Add(Day, -SeenWorkingDays);
        return new ClosureFinding(ClosureCheck.ChildSeen, isRecent ? ClosureAnswer.Clear : ClosureAnswer.Stops, seen.Kind, seen.Index, seen.Day, []);
    }

    private ClosureFinding NewContact(int child)
    {
        if (!Caseload.WasSupplied(RecordKind.Contact) || LastEnd(child) is not (var ended and not SpellTable.Never))
        {
            return new ClosureFinding(ClosureCheck.NewContact, ClosureAnswer.NotKnown, null, -1, null, []);
        }

        var since = new ClosureFinding(ClosureCheck.NewContact, ClosureAnswer.Clear, null, -1, DateOnly.FromDayNumber(ended), []);
        foreach (var kind in Arrivals)
        {
            var (behind, index) = LatestStarted(kind, child);
            if (behind is not null && Caseload[kind].From[index] > ended && (since.Index < 0 || Caseload[kind].From[index] > since.Day!.Value.DayNumber))
            {
                since = Stop(ClosureCheck.NewContact, kind, index);
            }
        }

        return since;
    }

    private ClosureFinding Stop(ClosureCheck check, RecordKind kind, int index) =>
        new(check, ClosureAnswer.Stops, kind, index, index >= 0 ? Caseload[kind][index].FromDay : null, []);

    /// <summary>Clear where a source that could say so was loaded; otherwise nobody knows.</summary>
    private ClosureFinding Clear(ClosureCheck check, params RecordKind[] sources) =>
        new(check, sources.Any(Caseload.WasSupplied) ? ClosureAnswer.Clear : ClosureAnswer.NotKnown, null, -1, null, []);
}
