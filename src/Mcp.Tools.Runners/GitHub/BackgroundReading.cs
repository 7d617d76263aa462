namespace Mcp.Tools.Runners.GitHub;

/// <summary>Marks what is read because time has passed, not because somebody asks.</summary>
internal static class BackgroundReading
{
    private static readonly AsyncLocal<bool> Ambient = new();

    public static bool IsUnderWay => Ambient.Value;

    /// <summary>From here to the end of the async method that calls it, and in all that it calls.</summary>
    public static void Begin() => Ambient.Value = true;
}
