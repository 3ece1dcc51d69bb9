namespace Fairload.Core.Cases;

/// <summary>A kind of record, the source that leads for it, and the latest day that this source described.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Source">The source that leads.</param>
/// <param name="ExtractDate">Its latest extract.</param>
public sealed record Supply(RecordKind Kind, Source Source, DateOnly ExtractDate);
