namespace Mcp.Server.CommandLine;

/// <summary>Problems that the user can set right. Each is a plain sentence with its fix; none holds a secret.</summary>
internal sealed class UsageException(IReadOnlyList<string> problems) : Exception(string.Join(' ', problems))
{
    public UsageException(string problem)
        : this([problem])
    {
    }

    public IReadOnlyList<string> Problems { get; } = problems;
}
