namespace Mcp.Server.Clients;

/// <summary>The folders that clients look for their files in.</summary>
/// <param name="Home">The user's home.</param>
/// <param name="Project">The folder that a project's own files belong to.</param>
/// <param name="ApplicationData">Where desktop applications keep their settings.</param>
/// <param name="CopilotHome">The folder of Copilot CLI.</param>
internal sealed record ClientPlaces(string Home, string Project, string ApplicationData, string CopilotHome)
{
    public static ClientPlaces Current()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var applicationData = OperatingSystem.IsMacOS()
            ? Path.Combine(home, "Library", "Application Support")
            : Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return new ClientPlaces(
            home,
            Environment.CurrentDirectory,
            applicationData,
            Environment.GetEnvironmentVariable("COPILOT_HOME") is { Length: > 0 } copilot ? copilot : Path.Combine(home, ".copilot"));
    }
}
