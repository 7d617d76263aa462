namespace Mcp.Tools.Runners.Launching;

/// <summary>What the engine says about itself. It takes longer to say than to name an image or a network, so that starts one after another share it.</summary>
internal sealed class EngineSelf(EngineConnection engine, TimeProvider time)
{
    /// <summary>An engine that is replaced by another one cuts the event stream long before; then each look asks anew.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private volatile Answer? _last;

    /// <summary>Asks now.</summary>
    public async Task<EngineFacts> ReadAsync(string attempt, CancellationToken cancellationToken)
    {
        try
        {
            var facts = await engine.CallAsync(
                attempt,
                async (client, token) => EngineFacts.From(
                    await client.System.GetVersionAsync(token), await client.System.GetSystemInfoAsync(token), engine.IsLocal ? File.Exists : null) with
                {
                    Limits = engine.IsLocal ? ProcessLimits.OfThisProcess() : ProcessLimits.Unknown,
                },
                cancellationToken);
            _last = new Answer(facts, time.GetTimestamp());
            return facts;
        }
        catch
        {
            _last = null;
            throw;
        }
    }

    /// <summary>What was said lately, else asks.</summary>
    public async Task<EngineFacts> RecentAsync(string attempt, CancellationToken cancellationToken) =>
        _last is { } last && time.GetElapsedTime(last.At) < Lifetime ? last.Facts : await ReadAsync(attempt, cancellationToken);

    private sealed record Answer(EngineFacts Facts, long At);
}
