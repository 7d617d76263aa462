using System.Security.Cryptography;

namespace Mcp.Tools.Runners.GitHub.Credentials;

/// <summary>An App's private key: from a PEM file, else from the variable <see cref="Variable"/>. Read when it is first needed.</summary>
/// <param name="file">The file; null: the variable.</param>
internal sealed class AppKey(string? file, Func<string, string?> readVariable) : IDisposable
{
    public const string Variable = "GITHUB_APP_PRIVATE_KEY";

    private readonly Lock _lock = new();
    private RSA? _key;

    /// <exception cref="GitHubException">There is no key, or it cannot be read; the message never holds a part of it.</exception>
    public RSA Get(string request)
    {
        lock (_lock)
        {
            return _key ??= Read(request);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _key?.Dispose();
            _key = null;
        }
    }

    private RSA Read(string request)
    {
        var key = RSA.Create();
        try
        {
            // A variable cannot hold line breaks everywhere; the two characters \n stand for one then.
            key.ImportFromPem(file is not null
                ? File.ReadAllText(SecretPath.Resolve(file, readVariable))
                : readVariable(Variable)?.Replace("\\n", "\n", StringComparison.Ordinal) ?? throw new FileNotFoundException("there is none"));
            return key;
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            key.Dispose();
            var where = file is null ? $"in the variable {Variable}" : $"'{file}'";
            var why = ex is IOException or UnauthorizedAccessException ? ex.Message.TrimEnd('.') : "it is no RSA key in PEM form";
            throw new GitHubException(
                GitHubFailureKind.Unauthenticated,
                request,
                null,
                $"The App's private key {where} cannot be used: {why}",
                "Generate one on the App's settings page under 'Private keys', and name its .pem file in gitHub.privateKeyFile (--github-app-key); let this user read it.");
        }
    }
}
