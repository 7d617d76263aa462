using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.GitHub;

/// <summary>What all lanes share.</summary>
/// <param name="Slots">Requests under way at once: GitHub counts those of all credentials of a user together.</param>
/// <param name="ReadVariable">Reads an environment variable.</param>
internal sealed record LaneParts(
    GitHubOptions Options,
    IResponseCache Cache,
    TimeProvider Time,
    ILogger Logger,
    HttpMessageHandler Transport,
    SemaphoreSlim Slots,
    Func<string, string?> ReadVariable);
