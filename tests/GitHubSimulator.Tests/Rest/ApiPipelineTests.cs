using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace GitHubSimulator.Tests;

public sealed class ApiPipelineTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task IfNoneMatch_OfAnUnchangedAnswer_Is304AndDoesNotCount()
    {
        await using var simulator = await TestSimulator.StartAsync();
        using var first = await simulator.GetAsync("user/repos");

        using var second = await ConditionalAsync(simulator.Client, first.Headers.ETag!);

        Assert.True(first.Headers.ETag!.IsWeak);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal("4999", Header(second, "X-RateLimit-Remaining"));
        Assert.Equal(1, simulator.Host.Requests.CountedRequests);
        Assert.Equal(new LoggedRequest("GET", "/user/repos", 304, Counted: false, Conditional: true), simulator.Host.Requests.All[1]);
    }

    [Fact]
    public async Task IfNoneMatch_AfterAChange_Is200()
    {
        await using var simulator = await TestSimulator.StartAsync();
        using var first = await simulator.GetAsync("user/repos");
        simulator.World.AddRepository("octo-org/billing");

        using var second = await ConditionalAsync(simulator.Client, first.Headers.ETag!);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }

    [Fact]
    public async Task IfNoneMatch_WithTheETagOfAnotherToken_Is200()
    {
        await using var simulator = await TestSimulator.StartAsync(options => options.MoreTokens.Add("ghp_other"));
        using var first = await simulator.GetAsync("user/repos");
        using var other = simulator.CreateClient("ghp_other");

        using var second = await ConditionalAsync(other, first.Headers.ETag!);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }

    [Fact]
    public async Task Limit_WhenUsedUp_RefusesUntilTheWindowEnds()
    {
        await using var simulator = await TestSimulator.StartAsync(options => options.RateLimit = 2);
        using var first = await simulator.GetAsync("user");
        using var second = await simulator.GetAsync("user");

        using var third = await simulator.GetAsync("user");
        var free = await simulator.JsonAsync("rate_limit");
        var reset = DateTimeOffset.FromUnixTimeSeconds(long.Parse(Header(third, "X-RateLimit-Reset"), System.Globalization.CultureInfo.InvariantCulture));
        simulator.Time.SetUtcNow(reset);
        using var fourth = await simulator.GetAsync("user");

        Assert.Equal(["1", "0"], [Header(first, "X-RateLimit-Remaining"), Header(second, "X-RateLimit-Remaining")]);
        Assert.Equal(HttpStatusCode.Forbidden, third.StatusCode);
        Assert.Equal("0", Header(third, "X-RateLimit-Remaining"));
        Assert.StartsWith("API rate limit exceeded", await MessageAsync(third), StringComparison.Ordinal);
        Assert.Equal(0, (int)free["rate"]!["remaining"]!);
        Assert.Equal(HttpStatusCode.OK, fourth.StatusCode);
    }

    [Theory]
    [InlineData(null, "Requires authentication")]
    [InlineData("ghp_wrong", "Bad credentials")]
    public async Task Token_MissingOrWrong_Is401(string? token, string message)
    {
        await using var simulator = await TestSimulator.StartAsync();
        using var client = simulator.CreateClient(token);

        using var response = await client.GetAsync(new Uri("user", UriKind.Relative), Cancelled);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(message, await MessageAsync(response));
        Assert.False(response.Headers.Contains("X-RateLimit-Limit"));
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("repos/octo-org/storefront/actions/runs/nonsense")]
    public async Task UnknownAddress_Always_Is404InGitHubsForm(string path)
    {
        await using var simulator = await TestSimulator.StartAsync();

        using var response = await simulator.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("Not Found", await MessageAsync(response));
    }

    [Fact]
    public async Task Answer_Always_SaysThatItIsASimulator()
    {
        await using var simulator = await TestSimulator.StartAsync();

        using var root = await simulator.GetAsync("");
        using var user = await simulator.GetAsync("user");

        Assert.Contains("simulator", await root.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.Contains("simulator", Header(user, "X-Simulator"), StringComparison.Ordinal);
        Assert.NotEmpty(Header(user, "X-GitHub-Request-Id"));
        Assert.Contains("repo", Header(user, "X-OAuth-Scopes"), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> ConditionalAsync(HttpClient client, EntityTagHeaderValue etag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("user/repos", UriKind.Relative));
        request.Headers.IfNoneMatch.Add(etag);
        return await client.SendAsync(request, Cancelled);
    }

    private static string Header(HttpResponseMessage response, string name) => response.Headers.GetValues(name).Single();

    private static async Task<string> MessageAsync(HttpResponseMessage response) =>
        (string)JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!["message"]!;
}
