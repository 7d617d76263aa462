namespace Mcp.Docker.Tests.Crashes;

/// <summary>The variables by which a test tells a process of the product where to die.</summary>
internal static class CrashEnvironment
{
    /// <summary>The file to which each point that is passed is appended.</summary>
    public const string Record = "MCP_TEST_CRASH_RECORD";

    /// <summary>The point at which the process kills itself; not set: it lives on.</summary>
    public const string Point = "MCP_TEST_CRASH_POINT";

    /// <summary>Beside the record.</summary>
    public static string EngineSocket() => Environment.GetEnvironmentVariable(Record) + ".sock";

    public static Dictionary<string, string> For(string record, string? point)
    {
        var variables = new Dictionary<string, string>
        {
            ["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location,
            [Record] = record,
        };
        if (point is not null)
        {
            variables[Point] = point;
        }

        return variables;
    }
}
