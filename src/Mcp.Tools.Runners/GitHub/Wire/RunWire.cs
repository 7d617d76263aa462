namespace Mcp.Tools.Runners.GitHub.Wire;

internal sealed record RunWire(
    long Id,
    string Event,
    long RunNumber,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string HtmlUrl,
    string? Name = null,
    string? Path = null,
    string? DisplayTitle = null,
    string? Status = null,
    string? Conclusion = null,
    string? HeadBranch = null,
    int RunAttempt = 1);
