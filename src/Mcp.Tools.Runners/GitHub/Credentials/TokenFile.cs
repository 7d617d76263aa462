namespace Mcp.Tools.Runners.GitHub.Credentials;

/// <summary>A token in a file. Read when it is first needed, and again after GitHub has refused it: somebody may have put a new one there.</summary>
internal sealed class TokenFile(string path, Func<string, string?> readVariable) : IGitHubCredential
{
    private Secret? _token;

    public CredentialKind Kind => CredentialKind.Token;

    public string? CacheIdentity => null;

    public Task<Secret> GetAsync(string request, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult(Volatile.Read(ref _token) ?? Read());
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new GitHubException(
                GitHubFailureKind.Unauthenticated,
                request,
                null,
                $"The token file '{path}' cannot be used: {ex.Message.TrimEnd('.')}",
                "Write the token into it, on one line, and let this user read it.");
        }
    }

    public Task<Secret?> ReloadAsync(Secret refused, CancellationToken cancellationToken)
    {
        try
        {
            var token = Read();
            return Task.FromResult(token.Reveal() == refused.Reveal() ? null : token);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // The refusal itself is what to tell; the next request finds the file as it is then.
            Volatile.Write(ref _token, null);
            return Task.FromResult<Secret?>(null);
        }
    }

    private Secret Read()
    {
        var text = File.ReadAllText(SecretPath.Resolve(path, readVariable)).Trim();
        if (text.Length == 0 || text.Any(c => c is <= ' ' or > '~'))
        {
            throw new InvalidDataException("it does not hold one word of visible ASCII characters");
        }

        var token = new Secret(text);
        Volatile.Write(ref _token, token);
        return token;
    }
}
