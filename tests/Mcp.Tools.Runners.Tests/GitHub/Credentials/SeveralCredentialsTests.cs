using GitHubSimulator;
using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Tests.GitHub.Credentials;

public sealed class SeveralCredentialsTests
{
    private const string Other = "ghp_other000000000000000000000000000000000";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_OfEachOwner_GoesWithItsCredentialAndItsBudget()
    {
        await using var bench = await AppBench.StartAsync();
        bench.Simulator.Options.MoreTokens.Add(Other);
        bench.Api.Options.AppId = null;
        var key = bench.Api.Options.PrivateKeyFile;
        bench.Api.Options.PrivateKeyFile = null;
        bench.Api.Options.Token = new Secret(ApiBench.Token);
        bench.Api.Options.Credentials.Add(new() { Owner = "Octo-Org", AppId = "Iv1.simulated", PrivateKeyFile = key });
        bench.Api.Options.Credentials.Add(new() { Owner = "third", TokenFile = bench.Write("third.txt", $"{Other}\n") });
        bench.Simulator.World.AddRepository("third/web");
        var api = bench.Api.Api();

        await api.ListRunnersAsync(RepositoryName.Parse("octo-org/storefront"), Cancel);
        await api.ListRunnersAsync(RepositoryName.Parse("third/web"), Cancel);
        await api.ListRunnersAsync(RepositoryName.Parse("third/web"), Cancel);
        await api.ListRunnersAsync(ApiBench.Repository, Cancel);
        var listing = await api.DiscoverAsync(new RunnersOptions(), bench.Api.Time.GetUtcNow().AddDays(-1), Cancel);

        Assert.Equal(["default", "octo-org", "third"], api.Budgets.Select(budget => budget.Name.ToLowerInvariant()));
        Assert.Equal([2L, 2L, 2L], api.Budgets.Select(budget => budget.Budget.CountedRequests));
        Assert.Equal(["octo-org/storefront", "octocat/hello-world", "third/web"], listing.Items.Select(repository => repository.Name.ToString()).Order(StringComparer.Ordinal));
        Assert.False(listing.Truncated);
    }

    [Fact]
    public async Task Owner_OnAnotherServer_IsAskedThereWithItsToken()
    {
        await using var bench = await AppBench.StartAsync();
        await using var server = await GitHubSimulatorHost.StartAsync(new SimulatorOptions { TimeProvider = bench.Api.Time, Token = Other }, Cancel);
        server.World.AddRepository("inside/web");
        bench.Api.Options.AppId = null;
        bench.Api.Options.PrivateKeyFile = null;
        bench.Api.Options.Token = new Secret(ApiBench.Token);
        bench.Api.Options.Credentials.Add(new()
        {
            Owner = "inside", TokenFile = bench.Write("inside.txt", Other), ApiAddress = new Uri(server.BaseAddress, "api/v3"),
        });

        await bench.Api.Api().ListRunnersAsync(RepositoryName.Parse("inside/web"), Cancel);

        Assert.Empty(bench.Simulator.Requests.All);
        Assert.Equal("/api/v3/repos/inside/web/actions/runners?per_page=100", server.Requests.All.Single().PathAndQuery);
    }

    [Fact]
    public async Task Discovery_OneSourceFails_TheOthersAreAFloor()
    {
        await using var bench = await AppBench.StartAsync();
        bench.Api.Options.AppId = null;
        bench.Api.Options.PrivateKeyFile = null;
        bench.Api.Options.Token = new Secret(ApiBench.Token);
        bench.Api.Options.Credentials.Add(new() { Owner = "third", TokenFile = "/nowhere/token" });

        var listing = await bench.Api.Api().DiscoverAsync(new RunnersOptions(), bench.Api.Time.GetUtcNow().AddDays(-1), Cancel);

        Assert.True(listing.Truncated);
        Assert.Contains(ApiBench.Repository, listing.Items.Select(repository => repository.Name));
    }

    [Fact]
    public async Task TokenFile_ReplacedAfterARefusal_IsReadAgain()
    {
        await using var bench = await AppBench.StartAsync();
        bench.Api.Options.AppId = null;
        bench.Api.Options.PrivateKeyFile = null;
        bench.Api.Options.TokenFile = bench.Write("token", "ghp_old");
        var api = bench.Api.Api();
        var failure = await ApiBench.FailureOf(() => api.ListRunnersAsync(ApiBench.Repository, Cancel));
        Assert.Equal(GitHubFailureKind.Unauthenticated, failure.Kind);

        bench.Write("token", $"{ApiBench.Token}\n");
        await api.ListRunnersAsync(ApiBench.Repository, Cancel);
    }

    [Theory]
    [InlineData("repos/octo-org/web/actions/runs", "octo-org")]
    [InlineData("https://git.example.org/api/v3/repos/octo-org/web/actions/runs?page=2", "octo-org")]
    [InlineData("orgs/octo-org/repos?per_page=100", "octo-org")]
    [InlineData("users/octocat/installation", "octocat")]
    [InlineData("user/repos?sort=pushed", null)]
    [InlineData("installation/repositories", null)]
    [InlineData("app/installations", null)]
    public void OwnerOf_Path_IsTheOneItNames(string path, string? owner) =>
        Assert.Equal(owner, LanePath.OwnerOf(new Uri(path, UriKind.RelativeOrAbsolute)));
}
