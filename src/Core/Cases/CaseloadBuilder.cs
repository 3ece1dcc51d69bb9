using Fairload.Core.Time;

namespace Fairload.Core.Cases;

/// <summary>Gathers records, in any order, into an immutable <see cref="Caseload"/>.</summary>
/// <param name="roles">The council's role mapping.</param>
/// <param name="calendar">The nation's working days.</param>
public sealed class CaseloadBuilder(RoleMap roles, WorkingCalendar calendar)
{
    /// <summary>Says that a source gave this table, even if empty: its facts are then known to be no, not unknown.</summary>
    public void Supplied(RecordKind kind) => throw new NotImplementedException();

    /// <summary>Names the child with Fairload's own number by the id the source knows it by.</summary>
    public void NameChild(int child, string sourceId) => throw new NotImplementedException();

    /// <summary>Names the worker with Fairload's own number by the id the source knows them by.</summary>
    public void NameWorker(int worker, string sourceId) => throw new NotImplementedException();

    /// <summary>Takes a record. Its values are copied: the caller may use the object again.</summary>
    public void Add(Record record) => throw new NotImplementedException();

    /// <summary>The caseload of all that was added.</summary>
    public Caseload Build() => throw new NotImplementedException();
}

/// <summary>A council's records in memory.</summary>
public sealed class Caseload;
