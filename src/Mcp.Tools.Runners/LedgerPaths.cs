namespace Mcp.Tools.Runners;

internal static class LedgerPaths
{
    public static string Default()
    {
        // systemd gives a colon-separated list when a unit has several state directories; the first is ours.
        var state = Environment.GetEnvironmentVariable("STATE_DIRECTORY")?.Split(':')[0];
        if (!string.IsNullOrEmpty(state))
        {
            return Path.Combine(state, "ledger.db");
        }

        var home = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        home = string.IsNullOrEmpty(home)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state")
            : home;
        return Path.Combine(home, "mcp-runners", "ledger.db");
    }
}
