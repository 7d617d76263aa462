namespace Mcp.Tools.Runners;

/// <summary>Where an image keeps the GitHub runner, and how it is started.</summary>
/// <param name="Root">The folder that holds <c>bin/Runner.Listener</c>; all that the runner writes is inside.</param>
/// <param name="UserId">The uid that it runs as; never 0.</param>
/// <param name="GroupId">The gid that it runs as; never 0.</param>
/// <param name="Command">The command, started without a shell.</param>
public sealed record ImageLayout(string Root, int UserId, int GroupId, IReadOnlyList<string> Command)
{
    /// <summary>The layout of <c>ghcr.io/actions/actions-runner</c>.</summary>
    public static ImageLayout Official { get; } =
        new("/home/runner", 1001, 1001, ["/home/runner/bin/Runner.Listener", "run"]);
}
