namespace Mcp.Server.CommandLine;

internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>Something went wrong that the user cannot set right on the command line.</summary>
    public const int Failure = 1;

    /// <summary>Wrong settings, or a port that cannot be had: the sentences on stderr say what to change.</summary>
    public const int Usage = 2;
}
