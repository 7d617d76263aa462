using Docker.DotNet;

namespace Mcp.Tools.Runners.Launching;

/// <summary>The one way to the engine: made when first needed, every call bounded, every failure explained.</summary>
internal sealed class EngineConnection : IDisposable
{
    private readonly DockerOptions _options;
    private readonly TimeProvider _time;
    private readonly Lazy<Uri> _endpoint;
    private readonly Lazy<DockerClient> _client;

    public EngineConnection(DockerOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;

        // PublicationOnly: a failure is not kept, so a corrected environment is seen on the next call.
        _endpoint = new Lazy<Uri>(() => EngineEndpoint.Resolve(options.Endpoint, Environment.GetEnvironmentVariable("DOCKER_HOST")), LazyThreadSafetyMode.PublicationOnly);
        _client = new Lazy<DockerClient>(Open, LazyThreadSafetyMode.ExecutionAndPublication);
    }

    /// <summary>Where the engine is.</summary>
    public Uri Endpoint => _endpoint.Value;

    /// <summary>Whether the engine runs on this host.</summary>
    public bool IsLocal => _endpoint.Value.Scheme == "unix";

    /// <summary>Calls the engine within the call timeout, and <paramref name="extra"/> where the call itself waits.</summary>
    /// <exception cref="LauncherException">It failed; the message begins with <paramref name="attempt"/>.</exception>
    public Task<T> CallAsync<T>(
        string attempt, Func<DockerClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken, TimeSpan extra = default) =>
        RunAsync(attempt, call, _options.CallTimeout + extra, cancellationToken);

    /// <summary>The same without a result.</summary>
    public Task CallAsync(
        string attempt, Func<DockerClient, CancellationToken, Task> call, CancellationToken cancellationToken, TimeSpan extra = default) =>
        CallAsync(
            attempt,
            async (client, token) =>
            {
                await call(client, token);
                return true;
            },
            cancellationToken,
            extra);

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }

    private async Task<T> RunAsync<T>(
        string attempt, Func<DockerClient, CancellationToken, Task<T>> call, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await call(_client.Value, either.Token);
        }
        catch (Exception ex) when (cancellationToken.IsCancellationRequested)
        {
            // A connection that is torn down by the caller's cancellation fails in many ways; to the caller it is one.
            throw new OperationCanceledException($"{attempt}: cancelled.", ex, cancellationToken);
        }
        catch (Exception ex)
        {
            throw EngineErrors.Explain(attempt, _endpoint.IsValueCreated ? _endpoint.Value : EngineEndpoint.Default, limit, ex);
        }
    }

    // Bounded per call instead: a stop waits for its grace period, an event stream for ever.
    private DockerClient Open() => new DockerClientBuilder().WithEndpoint(_endpoint.Value).WithTimeout(Timeout.InfiniteTimeSpan).Build();
}
