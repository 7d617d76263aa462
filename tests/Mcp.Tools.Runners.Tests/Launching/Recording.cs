namespace Mcp.Tools.Runners.Tests.Launching;

/// <summary>What a tool said on another machine; <c>Recordings/README.md</c> says on which.</summary>
internal static class Recording
{
    public static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Launching", "Recordings", name));
}
