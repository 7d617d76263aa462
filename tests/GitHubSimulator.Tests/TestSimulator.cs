using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace GitHubSimulator.Tests;

/// <summary>A simulator on a stopped clock and a client that knows its token.</summary>
internal sealed class TestSimulator : IAsyncDisposable
{
    public const string Repository = "octo-org/storefront";

    private TestSimulator(GitHubSimulatorHost host, FakeTimeProvider time)
    {
        Host = host;
        Time = time;
        Client = CreateClient(host.Options.Token);
    }

    public GitHubSimulatorHost Host { get; }

    public FakeTimeProvider Time { get; }

    public HttpClient Client { get; }

    public SimulatedWorld World => Host.World;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<TestSimulator> StartAsync(Action<SimulatorOptions>? configure = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));
        var options = new SimulatorOptions { TimeProvider = time };
        configure?.Invoke(options);
        var host = await GitHubSimulatorHost.StartAsync(options, Cancelled);
        host.World.AddRepository(Repository);
        return new TestSimulator(host, time);
    }

    public HttpClient CreateClient(string? token)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Host.BaseAddress };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        return client;
    }

    public SimulatedRun Queue(params JobPlan[] jobs) =>
        World.QueueRun(Repository, "CI", ".github/workflows/ci.yml", jobs.Length > 0 ? jobs : [SelfHosted()]);

    public static JobPlan SelfHosted(string name = "build") => new(name, ["self-hosted", "linux", "x64"]);

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(new Uri(path, UriKind.Relative), Cancelled);

    public Task<HttpResponseMessage> PostAsync(string path, object? body = null) =>
        Client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body ?? new { }, Cancelled);

    public Task<HttpResponseMessage> DeleteAsync(string path) => Client.DeleteAsync(new Uri(path, UriKind.Relative), Cancelled);

    public async Task<JsonNode> JsonAsync(string path)
    {
        using var response = await GetAsync(path);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;
    }

    /// <summary>A just-in-time configuration with the labels self-hosted, linux, x64.</summary>
    public async Task<string> JitAsync(string name = "runner-1", string path = $"repos/{Repository}")
    {
        using var response = await PostAsync(
            $"{path}/actions/runners/generate-jitconfig",
            new { name, runner_group_id = 1, labels = new[] { "self-hosted", "Linux", "X64" }, work_folder = "_work" });
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;
        return (string)body["encoded_jit_config"]!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
    }
}
