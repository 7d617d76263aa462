using Mcp.Docker.Tests.Crashes;

/// <summary>
/// Run by the .NET runtime inside the product's own executable, before its first line, where <c>DOTNET_STARTUP_HOOKS</c> names this
/// assembly. So the process that is killed is the product as it is shipped; see <see cref="CrashEnvironment"/>.
/// </summary>
#pragma warning disable CA1050 // The runtime looks for this name without a namespace.
internal static class StartupHook
#pragma warning restore CA1050
{
    public static void Initialize()
    {
        if (Witness.FromEnvironment() is { } witness)
        {
            LedgerCommits.Watch(witness);
            GitHubRequests.Watch(witness);
            EngineRequests.Watch(witness, CrashEnvironment.EngineSocket());
        }
    }
}
