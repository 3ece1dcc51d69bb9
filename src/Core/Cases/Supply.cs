namespace Fairload.Core.Cases;

/// <summary>A kind of record, the source that leads for it, and the latest day that this source described.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Source">The source that leads.</param>
/// <param name="ExtractDate">Its latest extract.</param>
public sealed record Supply(RecordKind Kind, Source Source, DateOnly ExtractDate);

/// <summary>A holding that a source tells which does not lead: it counts nowhere, and shows whom the leading source may lack.</summary>
/// <param name="Source">The source.</param>
/// <param name="Spell">The holding.</param>
public sealed record HeldBeside(Source Source, Spell Spell);
