namespace GitHubSimulator;

internal sealed record Fault(FaultAction Action, string? Method, string? PathPrefix, int Status, TimeSpan? RetryAfter, int Left)
{
    public bool Matches(string method, string path) =>
        Left > 0
        && (Method is null || string.Equals(Method, method, StringComparison.OrdinalIgnoreCase))
        && (PathPrefix is null || path.StartsWith(PathPrefix, StringComparison.OrdinalIgnoreCase));
}
