using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace GitHubSimulator;

/// <summary>Plays one just-in-time runner in-process: connects, waits for one job, runs it on the given clock, leaves.
/// Speaks the same protocol as the shell runner.</summary>
public sealed class SimulatedRunner : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private readonly HttpClient _client;
    private readonly TimeProvider _timeProvider;
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Reads the configuration; connects only in <see cref="RunAsync"/>.</summary>
    /// <param name="encodedJitConfiguration">The <c>encoded_jit_config</c> of generate-jitconfig.</param>
    /// <param name="timeProvider">The clock on which the job's duration passes.</param>
    public SimulatedRunner(string encodedJitConfiguration, TimeProvider timeProvider)
    {
        var settings = JsonNode.Parse(JitConfiguration.File(encodedJitConfiguration, ".runner"))!;
        var credentials = JsonNode.Parse(JitConfiguration.File(encodedJitConfiguration, ".credentials"))!;
        _timeProvider = timeProvider;
        Id = (long)settings["agentId"]!;
        Name = (string)settings["agentName"]!;
        _client = new HttpClient { BaseAddress = new Uri((string)settings["serverUrl"]! + "/_runner/"), Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)credentials["data"]!["token"]!);
    }

    /// <summary>The runner's id at GitHub.</summary>
    public long Id { get; }

    /// <summary>The runner's name.</summary>
    public string Name { get; }

    /// <summary>Completes when the session is open; fails if it cannot be opened.</summary>
    public Task Listening => _listening.Task;

    /// <summary>Runs one job. A cancellation stops it as SIGTERM does: a running job ends cancelled, and the session is closed.</summary>
    /// <returns>The exit code of the real listener: 0 after a job, 1 when terminated or refused.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (await OpenAsync(cancellationToken) is not { } session)
        {
            return 1;
        }
        string? job = null;
        try
        {
            var offer = await PollAsync(session, cancellationToken);
            if (offer is null)
            {
                return 1;
            }
            job = offer["job"];
            if (await WorkAsync(job, offer, cancellationToken))
            {
                using var done = await PostAsync($"complete?job={job}&conclusion={offer["conclusion"]}", "", cancellationToken);
            }
            job = null;
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 1;
        }
        finally
        {
            // The session has to be closed although the runner was told to stop.
            await LeaveAsync(session, job, CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<string?> OpenAsync(CancellationToken cancellationToken)
    {
        using var response = await PostAsync("session", "", cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            _listening.TrySetException(new InvalidOperationException(
                $"Failed to create session for the runner '{Name}': {(int)response.StatusCode}. Was its registration deleted?"));
            return null;
        }
        var answer = Parse(await response.Content.ReadAsStringAsync(cancellationToken));
        _listening.TrySetResult();
        return answer["session"];
    }

    private async Task<Dictionary<string, string>?> PollAsync(string session, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var response = await _client.GetAsync(new Uri($"job?session={session}", UriKind.Relative), cancellationToken);
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Gone)
            {
                return null;
            }
            response.EnsureSuccessStatusCode();
            var offer = Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            if (offer["job"].Length > 0)
            {
                return offer;
            }
        }
    }

    // False if the job was cancelled meanwhile.
    private async Task<bool> WorkAsync(string job, Dictionary<string, string> offer, CancellationToken cancellationToken)
    {
        var left = TimeSpan.FromMilliseconds(double.Parse(offer["milliseconds"], CultureInfo.InvariantCulture));
        var text = $"Simulated job {offer["name"]}\n";
        while (true)
        {
            using var beat = await PostAsync($"log?job={job}", text, cancellationToken);
            if (!beat.IsSuccessStatusCode || Parse(await beat.Content.ReadAsStringAsync(cancellationToken))["state"] != "in_progress")
            {
                return false;
            }
            if (left <= TimeSpan.Zero)
            {
                return true;
            }
            var pause = left < Beat ? left : Beat;
            await Task.Delay(pause, _timeProvider, cancellationToken);
            left -= pause;
            text = "";
        }
    }

    private async Task LeaveAsync(string session, string? job, CancellationToken cancellationToken)
    {
        try
        {
            if (job is not null)
            {
                using var cancelled = await PostAsync($"complete?job={job}&conclusion=cancelled", "", cancellationToken);
            }
            using var closed = await PostAsync($"close?session={session}", "", cancellationToken);
        }
        catch (HttpRequestException)
        {
            // The simulator has ended before its runner: there is no session left to close.
        }
    }

    private Task<HttpResponseMessage> PostAsync(string path, string text, CancellationToken cancellationToken) =>
        _client.PostAsync(new Uri(path, UriKind.Relative), new StringContent(text), cancellationToken);

    private static Dictionary<string, string> Parse(string text) => text
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('=', 2))
        .Where(pair => pair.Length == 2)
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
