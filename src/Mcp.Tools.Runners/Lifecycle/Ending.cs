namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>Says how a listener ended. Its exit code never tells how the job did.</summary>
internal static class Ending
{
    public static string Describe(LaunchedRunner container, bool hadJob) => container switch
    {
        { OutOfMemory: true } => "The kernel ended it because it used more memory than its pool allows.",
        { ExitCode: 0 } => hadJob ? "It ended after its job." : "It ended.",
        { ExitCode: 7 } => "GitHub refuses its runner version as too old: use a newer image in this pool.",
        { ExitCode: 137 } => "It was killed.",
        { ExitCode: 143 } => "It was asked to stop.",
        { ExitCode: { } code } => $"Its listener ended with exit code {code}; the end of its log says why.",
        _ => "It ended; its exit code is unknown.",
    };
}
