namespace Mcp.Tools.Runners.GitHub.Credentials;

/// <summary>Where a secret file lies: as it is written, or, for a bare name, among the credentials that systemd hands to the unit (LoadCredential=).</summary>
internal static class SecretPath
{
    public static string Resolve(string path, Func<string, string?> readVariable)
    {
        if (Path.IsPathRooted(path) || readVariable("CREDENTIALS_DIRECTORY") is not { Length: > 0 } folder)
        {
            return path;
        }

        var handed = Path.Combine(folder, path);
        return File.Exists(handed) ? handed : path;
    }
}
