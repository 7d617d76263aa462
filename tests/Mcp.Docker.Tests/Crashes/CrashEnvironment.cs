namespace Mcp.Docker.Tests.Crashes;

/// <summary>The variables by which a test tells a process of the product where to die.</summary>
internal static class CrashEnvironment
{
    /// <summary>The file to which each point that is passed is appended.</summary>
    public const string Record = "MCP_TEST_CRASH_RECORD";

    /// <summary>The point at which the process kills itself; not set: it lives on.</summary>
    public const string Point = "MCP_TEST_CRASH_POINT";

    /// <summary>For a process that lives for some seconds: it does not watch itself in order to compile itself better.</summary>
    public static Dictionary<string, string> ShortLived => new() { ["DOTNET_TieredPGO"] = "0" };

    /// <summary>Beside the record.</summary>
    public static string EngineSocket() => Environment.GetEnvironmentVariable(Record) + ".sock";

    public static Dictionary<string, string> For(string record, string? point)
    {
        var variables = ShortLived;
        variables["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        variables[Record] = record;
        if (point is not null)
        {
            variables[Point] = point;
        }

        return variables;
    }
}
