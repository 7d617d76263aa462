using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Tests.GitHub;

public sealed class GitHubCredentialsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("options", "github", "gh", "login", "options")]
    [InlineData(null, "github", "gh", "login", "github")]
    [InlineData(null, " ", "gh", "login", "gh")]
    [InlineData(null, null, null, "login\n", "login")]
    public async Task GetAsync_SeveralPlaces_TakesTheFirst(string? options, string? github, string? gh, string? login, string expected)
    {
        var time = new HastyTime();
        using var credentials = new GitHubCredentials(
            new GitHubOptions { Token = options is null ? null : new Secret(options) },
            name => name == "GITHUB_TOKEN" ? github : name == "GH_TOKEN" ? gh : null,
            (_, _) => Task.FromResult(login),
            time);

        Assert.Equal(expected, (await credentials.GetAsync("GET /", Cancel)).Reveal());
    }

    [Theory]
    [InlineData("https://api.github.com/", "github.com")]
    [InlineData("https://api.octo.ghe.com/", "octo.ghe.com")]
    [InlineData("https://git.example.org/api/v3/", "git.example.org")]
    public async Task GetAsync_NoToken_AsksForTheWebHostOnceAMinuteAndSaysWhatToSet(string address, string host)
    {
        var time = new HastyTime();
        List<string> asked = [];
        using var credentials = new GitHubCredentials(
            new GitHubOptions { ApiAddress = new Uri(address) },
            _ => null,
            (name, _) =>
            {
                asked.Add(name);
                return Task.FromResult<string?>(asked.Count > 1 ? "found" : null);
            },
            time);

        var failure = await ApiBench.FailureOf(() => credentials.GetAsync("GET /", Cancel));
        await ApiBench.FailureOf(() => credentials.GetAsync("GET /", Cancel));
        Assert.Equal([host], asked);
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("found", (await credentials.GetAsync("GET /", Cancel)).Reveal());
        Assert.Equal(GitHubFailureKind.Unauthenticated, failure.Kind);
        Assert.Contains("GITHUB_TOKEN", failure.Advice, StringComparison.Ordinal);
        Assert.Contains(host, failure.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAsync_TokenWithAControlCharacter_IsNoTokenAndNotQuoted()
    {
        using var credentials = new GitHubCredentials(
            new GitHubOptions { Token = new Secret($"{ApiBench.Token}\r\nX-Evil: 1") }, _ => null, (_, _) => Task.FromResult<string?>(null), new HastyTime());

        var failure = await ApiBench.FailureOf(() => credentials.GetAsync("GET /", Cancel));

        Assert.Equal(GitHubFailureKind.Unauthenticated, failure.Kind);
    }

    [Fact]
    public async Task ReloadAsync_LoginWasRenewed_TheRequestIsSentAgainWithIt()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        bench.Options.Token = null;
        var logins = new Queue<string>(["ghp_expired", ApiBench.Token]);
        var api = bench.Api(login: () => logins.Dequeue());

        await api.CreateRegistrationTokenAsync(ApiBench.Repository, Cancel);
        await api.ListRunnersAsync(ApiBench.Repository, Cancel);

        Assert.Equal([401, 201, 200], bench.Simulator.Requests.All.Select(request => request.Status));
    }

    [Fact]
    public async Task ReloadAsync_NoOtherToken_FailsOnceWithoutAskingEachTime()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        bench.Options.Token = null;
        var asked = 0;
        var api = bench.Api(login: () => asked++ < 9 ? "ghp_expired" : null);

        var failure = await ApiBench.FailureOf(() => api.ListRunnersAsync(ApiBench.Repository, Cancel));
        await ApiBench.FailureOf(() => api.ListRunnersAsync(ApiBench.Repository, Cancel));

        Assert.Equal(GitHubFailureKind.Unauthenticated, failure.Kind);
        Assert.Equal([401, 401], bench.Simulator.Requests.All.Select(request => request.Status));
        Assert.Equal(2, asked);
        Assert.DoesNotContain("ghp_expired", failure + bench.Log.Text, StringComparison.Ordinal);
    }
}
