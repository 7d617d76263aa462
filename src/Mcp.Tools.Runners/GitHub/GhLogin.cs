namespace Mcp.Tools.Runners.GitHub;

/// <summary>Reads the login of the <c>gh</c> command, GitHub's own command line, where it is installed.</summary>
/// <param name="program">The command to start.</param>
/// <param name="limit">How long it may take.</param>
internal sealed class GhLogin(string program, TimeSpan limit, TimeProvider time)
{
    /// <summary>The token that <c>gh</c> has for the host; null if <c>gh</c> is missing, not logged in or too slow.</summary>
    public Task<string?> ReadAsync(string host, CancellationToken cancellationToken) =>
        ProgramOutput.ReadAsync(program, ["auth", "token", "--hostname", host], limit, time, cancellationToken);
}
