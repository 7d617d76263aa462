using System.Collections.Concurrent;

namespace GitHubSimulator;

/// <summary>Every secret that was given out, so that a test can search for it where it must not be.</summary>
internal sealed class IssuedSecretLog
{
    private readonly ConcurrentQueue<string> _secrets = new();

    public IReadOnlyList<string> All => [.. _secrets];

    public string Add(string secret)
    {
        _secrets.Enqueue(secret);
        return secret;
    }
}
