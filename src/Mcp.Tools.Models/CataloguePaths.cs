namespace Mcp.Tools.Models;

internal static class CataloguePaths
{
    private const string FileName = "models.db";

    public static string Default()
    {
        // systemd gives a colon-separated list when a unit has several state directories; the first is ours.
        var state = Environment.GetEnvironmentVariable("STATE_DIRECTORY")?.Split(':')[0];
        if (!string.IsNullOrEmpty(state))
        {
            return Path.Combine(state, FileName);
        }

        var home = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        home = string.IsNullOrEmpty(home) ? Path.Combine(Home, ".local", "state") : home;
        return Path.Combine(home, "mcp-runners", FileName);
    }

    /// <summary>Where Hugging Face's own tools keep what they fetched: <c>HF_HUB_CACHE</c>, else <c>HF_HOME</c>, else the user's cache.</summary>
    public static string HuggingFaceCache()
    {
        var cache = Environment.GetEnvironmentVariable("HF_HUB_CACHE");
        if (!string.IsNullOrEmpty(cache))
        {
            return cache;
        }

        var home = Environment.GetEnvironmentVariable("HF_HOME");
        return Path.Combine(string.IsNullOrEmpty(home) ? Path.Combine(Home, ".cache", "huggingface") : home, "hub");
    }

    private static string Home => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
}
