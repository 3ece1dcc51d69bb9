namespace Fairload.Drills;

/// <summary>A test that takes minutes and a scanner from Debian: it runs with <c>./test --long</c>, and is shown as skipped otherwise.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LongFactAttribute : FactAttribute
{
    public LongFactAttribute() => Skip = Long.WhySkipped;
}

/// <summary>The same for a test with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LongTheoryAttribute : TheoryAttribute
{
    public LongTheoryAttribute() => Skip = Long.WhySkipped;
}

internal static class Long
{
    public static string? WhySkipped { get; } =
        Environment.GetEnvironmentVariable("FAIRLOAD_LONG") is { Length: > 0 } ? null : "Takes minutes: ./test --long Drills runs it.";
}
