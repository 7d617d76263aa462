namespace Mcp.Server.CommandLine;

/// <summary>A value as the user wrote it, with the name of the place it came from.</summary>
/// <param name="Name">The option or the environment variable, as it is written.</param>
/// <param name="Values">What it was given; one entry unless the option may be repeated.</param>
internal sealed record Setting(string Name, IReadOnlyList<string> Values)
{
    public string Value => Values[^1];
}
