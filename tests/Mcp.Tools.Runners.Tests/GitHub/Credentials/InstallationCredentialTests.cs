using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Tests.Ledger;

namespace Mcp.Tools.Runners.Tests.GitHub.Credentials;

public sealed class InstallationCredentialTests
{
    private static readonly RepositoryName Storefront = RepositoryName.Parse("octo-org/storefront");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_ManyAtOnce_FetchOneTokenForEachOwner()
    {
        await using var bench = await AppBench.StartAsync();
        var api = bench.Api.Api();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => api.ListRunnersAsync(number % 2 == 0 ? Storefront : ApiBench.Repository, Cancel)));

        Assert.Equal(2, bench.Count("POST", "/access_tokens"));
        Assert.Equal(1, bench.Count("GET", "/orgs/octo-org/installation"));
        Assert.Equal(["octo-org", "octocat"], api.Budgets.Select(budget => budget.Name));
    }

    [Fact]
    public async Task Token_FiveMinutesBeforeItsEnd_IsFetchedAnewWithoutARefusal()
    {
        await using var bench = await AppBench.StartAsync();
        var api = bench.Api.Api();
        await api.ListRunnersAsync(Storefront, Cancel);
        bench.Api.Time.Advance(TimeSpan.FromMinutes(54));
        await api.ListRunnersAsync(Storefront, Cancel);
        Assert.Equal(1, bench.Count("POST", "/access_tokens"));

        bench.Api.Time.Advance(TimeSpan.FromMinutes(2));
        await api.ListRunnersAsync(Storefront, Cancel);

        Assert.Equal(2, bench.Count("POST", "/access_tokens"));
        Assert.DoesNotContain(bench.Simulator.Requests.All, request => request.Status == 401);
    }

    [Fact]
    public async Task Token_CannotBeFetchedAnew_TheOldOneServesWhileItLives()
    {
        await using var bench = await AppBench.StartAsync();
        var api = bench.Api.Api();
        await api.ListRunnersAsync(Storefront, Cancel);
        bench.Api.Time.Advance(TimeSpan.FromMinutes(56));
        bench.Simulator.Faults.FailNext(10, 500, "POST", "/app/installations");
        await api.ListRunnersAsync(Storefront, Cancel);

        bench.Api.Time.Advance(TimeSpan.FromMinutes(5));
        var failure = await ApiBench.FailureOf(() => api.ListRunnersAsync(Storefront, Cancel));

        Assert.Equal(GitHubFailureKind.ServerError, failure.Kind);
        Assert.Contains("octo-org", failure.Message, StringComparison.Ordinal);
        bench.Simulator.Faults.Clear();
        bench.Api.Time.Advance(TimeSpan.FromMinutes(1));
        await api.ListRunnersAsync(Storefront, Cancel);
    }

    [Fact]
    public async Task Token_Revoked_IsFetchedAnewOnceAndTheRequestSentAgain()
    {
        await using var bench = await AppBench.StartAsync();
        var api = bench.Api.Api();
        await api.ListRunnersAsync(Storefront, Cancel);
        bench.Api.Time.Advance(TimeSpan.FromMinutes(2));
        bench.Simulator.RevokeTokens(AppBench.Organisation);
        bench.Simulator.Requests.Clear();

        await api.CreateRegistrationTokenAsync(Storefront, Cancel);

        Assert.Equal([401, 201, 201], bench.Simulator.Requests.All.Select(request => request.Status));

        // Refused as soon as it was there: it is not asked for again and again.
        bench.Simulator.RevokeTokens(AppBench.Organisation);
        var failure = await ApiBench.FailureOf(() => api.CreateRegistrationTokenAsync(Storefront, Cancel));
        Assert.Equal(GitHubFailureKind.Unauthenticated, failure.Kind);
        Assert.Contains("installed", failure.Advice, StringComparison.Ordinal);
        Assert.Equal(2, bench.Simulator.Requests.All.Count(request => request.Status == 401));
    }

    [Fact]
    public async Task Owner_WithoutAnInstallation_SaysWhereToInstallItAndDoesNotAskEachTime()
    {
        await using var bench = await AppBench.StartAsync();
        var api = bench.Api.Api();
        var elsewhere = RepositoryName.Parse("elsewhere/web");

        var failure = await ApiBench.FailureOf(() => api.ListRunnersAsync(elsewhere, Cancel));
        await ApiBench.FailureOf(() => api.ListRunnersAsync(elsewhere, Cancel));

        Assert.Equal(GitHubFailureKind.Forbidden, failure.Kind);
        Assert.Contains("not installed at elsewhere", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Install it there", failure.Advice, StringComparison.Ordinal);
        Assert.Equal(2, bench.Simulator.Requests.All.Count);
    }

    [Fact]
    public async Task Installation_Suspended_SaysSo()
    {
        await using var bench = await AppBench.StartAsync(app => app with { Installations = [new(AppBench.Organisation, "octo-org") { Suspended = true }] });

        var failure = await ApiBench.FailureOf(() => bench.Api.Api().ListRunnersAsync(Storefront, Cancel));

        Assert.Contains("suspended", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Permission_Missing_IsNamedWithWhereToAddIt()
    {
        await using var bench = await AppBench.StartAsync(app => app with
        {
            Installations = [new(AppBench.Organisation, "octo-org") { Permissions = new Dictionary<string, string> { ["actions"] = "read", ["metadata"] = "read" } }],
        });

        var failure = await ApiBench.FailureOf(() => bench.Api.Api().CreateRegistrationTokenAsync(Storefront, Cancel));

        Assert.Equal(GitHubFailureKind.Forbidden, failure.Kind);
        Assert.Contains("\"Administration: write\"", failure.Advice, StringComparison.Ordinal);
        Assert.Contains("Permissions & events", failure.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("78", null, "belong to the same App")]
    [InlineData("77", "nonsense", "no RSA key")]
    [InlineData("77", "", "cannot be used")]
    public async Task App_NotAsConfigured_SaysWhatToCorrect(string appId, string? key, string expected)
    {
        await using var bench = await AppBench.StartAsync();
        bench.Api.Options.AppId = appId;
        bench.Api.Options.PrivateKeyFile = key is null ? bench.Api.Options.PrivateKeyFile : key.Length == 0 ? "/nowhere/app.pem" : bench.Write("bad.pem", key);

        var failure = await ApiBench.FailureOf(() => bench.Api.Api().ListRunnersAsync(Storefront, Cancel));

        Assert.Equal(GitHubFailureKind.Unauthenticated, failure.Kind);
        Assert.Contains(expected, failure.ToString(), StringComparison.Ordinal);
    }

    /// <summary>GitHub's ETags are per token: after a token was fetched anew each first answer is in full, and is counted as such.</summary>
    [Fact]
    public async Task Refresh_OfTheToken_CostsEachAnswerOnceAndKeepsNoSecondCopy()
    {
        using var ledger = new TemporaryLedger();
        await using var bench = await AppBench.StartAsync(responses: new ResponseCache(ledger.Database));
        var api = bench.Api.Api();
        await api.ListRunnersAsync(Storefront, Cancel);
        await api.ListRunnersAsync(Storefront, Cancel);
        Assert.Equal((1L, 1L), (api.Budgets.Single().Budget.CountedRequests, api.Budgets.Single().Budget.NotModified));
        var kept = Rows(ledger);

        bench.Api.Time.Advance(TimeSpan.FromMinutes(56));
        await api.ListRunnersAsync(Storefront, Cancel);
        await api.ListRunnersAsync(Storefront, Cancel);

        Assert.Equal((2L, 2L), (api.Budgets.Single().Budget.CountedRequests, api.Budgets.Single().Budget.NotModified));
        Assert.Equal(kept, Rows(ledger));
        foreach (var file in Directory.EnumerateFiles(ledger.Folder, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            Assert.DoesNotContain("ghs_", await reader.ReadToEndAsync(Cancel), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Discovery_OfAnApp_ListsWhatItsInstallationsHave()
    {
        await using var bench = await AppBench.StartAsync();
        bench.Simulator.World.AddRepository("octo-org/old", pushedAt: bench.Api.Time.GetUtcNow().AddDays(-30));

        var listing = await bench.Api.Api().DiscoverAsync(new RunnersOptions(), bench.Api.Time.GetUtcNow().AddDays(-1), Cancel);
        var ofOne = await bench.Api.Api().DiscoverAsync(new RunnersOptions { Organization = "octo-org" }, bench.Api.Time.GetUtcNow().AddDays(-1), Cancel);

        Assert.Equal(["octo-org/storefront", "octocat/hello-world"], listing.Items.Select(repository => repository.Name.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal([Storefront], ofOne.Items.Select(repository => repository.Name));
    }

    private static long Rows(TemporaryLedger ledger) => ledger.Database.Read(connection => connection.Number("SELECT COUNT(*) FROM responses"));
}
