using GitHubSimulator;
using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Tests.GitHub;

/// <summary>A <see cref="GitHubApi"/> on a fake clock, against the simulator or a script.</summary>
internal sealed class ApiBench : IAsyncDisposable
{
    public const string Token = "ghp_simulator0000000000000000000000000000";
    public static readonly RepositoryName Repository = RepositoryName.Parse("octocat/hello-world");
    public static readonly string[] Labels = ["self-hosted", "linux", "x64"];

    private readonly List<GitHubApi> _apis = [];
    private readonly List<GitHubCredentials> _credentials = [];
    private GitHubSimulatorHost? _simulator;

    public HastyTime Time { get; } = new();

    public CollectedLog<GitHubApi> Log { get; } = new();

    public IResponseCache Responses { get; init; } = new MemoryResponses();

    public GitHubOptions Options { get; } = new() { Token = new Secret(Token), ApiAddress = new Uri("https://github.test/api/v3/") };

    public GitHubSimulatorHost Simulator => _simulator ?? throw new InvalidOperationException("This bench has no simulator.");

    public static async Task<ApiBench> WithSimulatorAsync(Action<SimulatorOptions>? configure = null, IResponseCache? responses = null)
    {
        var bench = new ApiBench { Responses = responses ?? new MemoryResponses() };
        var options = new SimulatorOptions { TimeProvider = bench.Time, Token = Token };
        configure?.Invoke(options);
        bench._simulator = await GitHubSimulatorHost.StartAsync(options, TestContext.Current.CancellationToken);
        bench._simulator.World.AddRepository(Repository.ToString());
        bench.Options.ApiAddress = new Uri(bench._simulator.BaseAddress, "api/v3/");
        return bench;
    }

    public GitHubApi Api(HttpMessageHandler? transport = null, Func<string?>? login = null)
    {
        var credentials = new GitHubCredentials(Options, _ => null, (_, _) => Task.FromResult(login?.Invoke()), Time);
        var api = new GitHubApi(Options, credentials, Responses, Time, Log, transport);
        _credentials.Add(credentials);
        _apis.Add(api);
        return api;
    }

    public GitHubApi Api(Func<HttpRequestMessage, HttpResponseMessage> answer) => Api(new ScriptedTransport(answer));

    public static async Task<GitHubException> FailureOf(Func<Task> call)
    {
        var exception = await Assert.ThrowsAsync<GitHubException>(call);
        Assert.DoesNotContain(Token, exception.ToString(), StringComparison.Ordinal);
        return exception;
    }

    public async ValueTask DisposeAsync()
    {
        Assert.DoesNotContain(Token, Log.Text, StringComparison.Ordinal);
        _apis.ForEach(api => api.Dispose());
        _credentials.ForEach(credentials => credentials.Dispose());
        if (_simulator is not null)
        {
            await _simulator.DisposeAsync();
        }
    }
}
