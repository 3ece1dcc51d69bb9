namespace Fairload.Cli;

/// <summary>How a command ends (contracts, section 5).</summary>
internal static class Exit
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The input was refused, or a check found something wrong.</summary>
    public const int Refused = 1;

    /// <summary>The command was not understood.</summary>
    public const int WrongUsage = 2;
}
