using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace GitHubSimulator.Tests;

public sealed class AppOperationsTests : IDisposable
{
    private readonly TestApp _app = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _app.Dispose();

    private Task<TestSimulator> StartAsync(Action<SimulatorOptions>? configure = null) => TestSimulator.StartAsync(options =>
    {
        options.Apps.Add(_app.App);
        configure?.Invoke(options);
    });

    private static async Task<(HttpStatusCode Status, JsonNode? Body, HttpResponseMessage Response)> AskAsync(
        TestSimulator simulator, string token, string path, string method = "GET")
    {
        using var client = simulator.CreateClient(token);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        var response = await client.SendAsync(request, Cancelled);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        return (response.StatusCode, text.Length > 0 ? JsonNode.Parse(text) : null, response);
    }

    private async Task<string> TokenAsync(TestSimulator simulator)
    {
        var (status, body, _) = await AskAsync(simulator, _app.Sign(simulator.Time.GetUtcNow()), "app/installations/501/access_tokens", "POST");
        Assert.Equal(HttpStatusCode.Created, status);
        return (string)body!["token"]!;
    }

    [Theory]
    [InlineData("GET", "/app", "app", 200)]
    [InlineData("GET", "/orgs/{org}/installation", "orgs/octo-org/installation", 200)]
    [InlineData("GET", "/users/{username}/installation", "users/octocat/installation", 200)]
    [InlineData("GET", "/repos/{owner}/{repo}/installation", "repos/octo-org/storefront/installation", 200)]
    [InlineData("GET", "/repos/{owner}/{repo}/installation", "repos/octo-org/nowhere/installation", 404)]
    [InlineData("POST", "/app/installations/{installation_id}/access_tokens", "app/installations/501/access_tokens", 201)]
    [InlineData("POST", "/app/installations/{installation_id}/access_tokens", "app/installations/502/access_tokens", 403)]
    [InlineData("POST", "/app/installations/{installation_id}/access_tokens", "app/installations/9/access_tokens", 404)]
    public async Task Answer_ToAnApp_IsAsPublished(string method, string published, string path, int status)
    {
        await using var simulator = await StartAsync();

        var (answered, body, _) = await AskAsync(simulator, _app.Sign(simulator.Time.GetUtcNow(), issuer: path.Length % 2 == 0 ? "77" : "Iv1.simulated"), path, method);

        Assert.Equal(status, (int)answered);
        Assert.Empty(PublishedApi.Faults(method, published, status, body!.ToJsonString()));
    }

    /// <summary>The description of the listing itself asks each account to be a user and an enterprise at once; its items are those of the single answer.</summary>
    [Fact]
    public async Task ListInstallations_EachItem_IsAsThePublishedSingleOne()
    {
        await using var simulator = await StartAsync();

        var (status, body, _) = await AskAsync(simulator, _app.Sign(simulator.Time.GetUtcNow()), "app/installations");

        Assert.Equal((HttpStatusCode.OK, 2), (status, body!.AsArray().Count));
        Assert.All(body.AsArray(), item => Assert.Empty(PublishedApi.Faults("GET", "/orgs/{org}/installation", 200, item!.ToJsonString())));
    }

    [Fact]
    public async Task Answer_ToAnInstallation_ListsItsRepositoriesAsPublished()
    {
        await using var simulator = await StartAsync();
        simulator.World.AddRepository("octocat/private");

        var (status, body, _) = await AskAsync(simulator, await TokenAsync(simulator), "installation/repositories");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("octo-org/storefront", (string)body!["repositories"]![0]!["full_name"]!);
        Assert.Single(body["repositories"]!.AsArray());
        Assert.Empty(PublishedApi.Faults("GET", "/installation/repositories", 200, body.ToJsonString()));
    }

    [Theory]
    [InlineData(1, 540, "77", "RS256")] // from the future
    [InlineData(-60, 601, "77", "RS256")] // longer than ten minutes
    [InlineData(-600, 0, "77", "RS256")] // expired
    [InlineData(-60, 540, "78", "RS256")] // another App
    [InlineData(-60, 540, "77", "none")]
    public async Task Signature_NotAsGitHubWantsIt_Is401(int issued, int expires, string issuer, string algorithm)
    {
        await using var simulator = await StartAsync();

        var (status, _, _) = await AskAsync(simulator, _app.Sign(simulator.Time.GetUtcNow(), issued, expires, issuer, algorithm: algorithm), "app");

        Assert.Equal(HttpStatusCode.Unauthorized, status);
    }

    [Fact]
    public async Task Signature_OfAnotherKey_Is401()
    {
        await using var simulator = await StartAsync();
        using var other = RSA.Create(2048);

        var (status, _, _) = await AskAsync(simulator, _app.Sign(simulator.Time.GetUtcNow(), key: other), "app");

        Assert.Equal(HttpStatusCode.Unauthorized, status);
    }

    [Fact]
    public async Task Token_OfAnInstallation_LivesForAnHourHasItsOwnLimitAndStopsWhenRevoked()
    {
        await using var simulator = await StartAsync();
        for (var number = 0; number < 40; number++)
        {
            simulator.World.AddRepository($"octo-org/repository-{number}");
        }
        var token = await TokenAsync(simulator);

        var (status, _, response) = await AskAsync(simulator, token, "repos/octo-org/storefront/actions/runs");
        Assert.Equal((HttpStatusCode.OK, "6050"), (status, response.Headers.GetValues("X-RateLimit-Limit").Single()));
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(simulator, token, "repos/octocat/hello-world")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(simulator, token, "user/repos")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(simulator, token, "app")).Status);
        simulator.Time.Advance(TimeSpan.FromMinutes(60));
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(simulator, token, "repos/octo-org/storefront")).Status);

        token = await TokenAsync(simulator);
        simulator.Host.RevokeTokens(501);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(simulator, token, "repos/octo-org/storefront")).Status);
    }

    [Fact]
    public async Task Permission_Missing_Is403AndNamesIt()
    {
        var app = _app.App;
        await using var simulator = await TestSimulator.StartAsync(options => options.Apps.Add(app with
        {
            Installations = [new(501, "octo-org") { Permissions = new Dictionary<string, string> { ["actions"] = "read", ["metadata"] = "read", ["administration"] = "read" } }],
        }));
        var token = await TokenAsync(simulator);

        var (status, body, response) = await AskAsync(simulator, token, "repos/octo-org/storefront/actions/runners/registration-token", "POST");

        Assert.Equal((HttpStatusCode.Forbidden, "Resource not accessible by integration"), (status, (string)body!["message"]!));
        Assert.Equal("administration=write", response.Headers.GetValues("X-Accepted-GitHub-Permissions").Single());
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(simulator, token, "repos/octo-org/storefront/actions/runners")).Status);
    }
}
