using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The answer of <c>issue_runner_token</c>. It holds the secret: it goes to the caller and nowhere else.</summary>
internal sealed record IssuedToken : Answer
{
    public required string Repository { get; init; }

    [Description("The registration token. Whoever has it can add runners to the repository until it expires.")]
    public required string Token { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required long ExpiresInSeconds { get; init; }

    [Description("The command that registers one runner for one job with it, to be run in the folder of the unpacked runner.")]
    public required string Command { get; init; }

    public required Provenance Seen { get; init; }

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{nameof(IssuedToken)} for {Repository}, (redacted)";
}
