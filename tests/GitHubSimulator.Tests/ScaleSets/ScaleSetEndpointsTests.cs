using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace GitHubSimulator.Tests;

public sealed class ScaleSetEndpointsTests
{
    private const string Sets = "_apis/runtime/runnerscalesets";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Registration_WithItsToken_GivesTheTenantAndATokenThatSaysWhenItEnds()
    {
        await using var simulator = await TestSimulator.StartAsync();

        var (tenant, token) = await RegisterAsync(simulator);

        Assert.Equal("/_tenant/octo-org/", tenant.AbsolutePath);
        var claims = JsonNode.Parse(Convert.FromBase64String(Padded(token.Split('.')[1])))!;
        Assert.Equal(simulator.Time.GetUtcNow().AddHours(1).ToUnixTimeSeconds(), (long)claims["exp"]!);
    }

    [Fact]
    public async Task Registration_WithAnotherTokenOrAnHourLater_IsRefused()
    {
        await using var simulator = await TestSimulator.StartAsync();
        var token = await RegistrationTokenAsync(simulator);
        simulator.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(HttpStatusCode.Unauthorized, (await RegistrationAsync(simulator, token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await RegistrationAsync(simulator, "wrong")).StatusCode);
    }

    [Theory]
    [InlineData(null, "6.0-preview", HttpStatusCode.Unauthorized)]
    [InlineData("wrong", "6.0-preview", HttpStatusCode.Unauthorized)]
    [InlineData("right", "5.0", HttpStatusCode.BadRequest)]
    [InlineData("right", "6.0-preview", HttpStatusCode.OK)]
    public async Task Operations_AskForTokenAndVersion(string? token, string version, HttpStatusCode expected)
    {
        await using var simulator = await TestSimulator.StartAsync();
        var (tenant, right) = await RegisterAsync(simulator);

        using var response = await SendAsync(simulator, HttpMethod.Get, new Uri(tenant, $"{Sets}?api-version={version}"), token == "right" ? right : token, null);

        Assert.Equal(expected, response.StatusCode);
        Assert.True(response.Headers.Contains("ActivityId"));
        Assert.True(response.Headers.Contains("X-GitHub-Request-Id"));
    }

    [Theory]
    [InlineData("RunnerSetting", true)]
    [InlineData("runnerSetting", false)]
    public async Task Create_TheSettingIsKnownWithACapitalLetterOnly(string spelling, bool known)
    {
        await using var simulator = await TestSimulator.StartAsync();

        await CreateAsync(simulator, spelling);

        Assert.Equal(known, Assert.Single(simulator.Host.ScaleSets.All).DisableUpdate);
    }

    [Fact]
    public async Task Poll_TellsJobsUpToTheCapacityOnly()
    {
        await using var simulator = await TestSimulator.StartAsync();
        var (queue, token) = await OpenAsync(simulator);
        simulator.Queue(TestSimulator.SelfHosted("one"), TestSimulator.SelfHosted("two"), new JobPlan("other", ["windows"]));

        var message = await PollAsync(simulator, queue, token, capacity: 1);

        var entry = Assert.Single(JsonNode.Parse((string)message["body"]!)!.AsArray())!;
        Assert.Equal(("JobAvailable", "one", "storefront", "octo-org"), ((string)entry["messageType"]!, (string)entry["jobDisplayName"]!, (string)entry["repositoryName"]!, (string)entry["ownerName"]!));
        Assert.Equal("RunnerScaleSetJobMessages", (string)message["messageType"]!);
        Assert.Equal(1, (int)message["statistics"]!["totalAvailableJobs"]!);
    }

    [Fact]
    public async Task Poll_WithoutCapacityOrSession_IsRefused()
    {
        await using var simulator = await TestSimulator.StartAsync();
        var (queue, token) = await OpenAsync(simulator);

        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(simulator, HttpMethod.Get, queue, token, null)).StatusCode);
        var concatenated = new Uri(queue.GetLeftPart(UriPartial.Path) + "?api-version=6.0-preview");
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(simulator, HttpMethod.Get, concatenated, token, null, capacity: 1)).StatusCode);
    }

    [Fact]
    public async Task Poll_MoreThanFiftyEntries_AreSeveralMessages()
    {
        await using var simulator = await TestSimulator.StartAsync();
        var (queue, token) = await OpenAsync(simulator);
        simulator.Queue([.. Enumerable.Range(0, 60).Select(number => TestSimulator.SelfHosted($"job-{number}"))]);

        var first = await PollAsync(simulator, queue, token, capacity: 100);
        var second = await PollAsync(simulator, new Uri($"{queue}&lastMessageId={(long)first["messageId"]!}"), token, capacity: 100);

        Assert.Equal([50, 10], new[] { first, second }.Select(message => JsonNode.Parse((string)message["body"]!)!.AsArray().Count));
    }

    [Fact]
    public async Task AssignedJob_IsRunByTheSetsRunnersOnly()
    {
        await using var simulator = await TestSimulator.StartAsync();
        var (queue, token) = await OpenAsync(simulator);
        var run = simulator.Queue();
        var message = await PollAsync(simulator, queue, token, capacity: 1);
        var request = (long)JsonNode.Parse((string)message["body"]!)![0]!["runnerRequestId"]!;
        var tenant = new Uri(simulator.Host.BaseAddress, "/_tenant/octo-org/");
        using var acquired = await SendAsync(simulator, HttpMethod.Post, new Uri(tenant, $"{Sets}/1/acquirejobs?api-version=6.0-preview"), token, new JsonArray(request));
        Assert.Equal(HttpStatusCode.OK, acquired.StatusCode);

        var job = simulator.World.Snapshot().Jobs[run.JobIds[0]];
        var ofRepository = simulator.World.AddRunner(TestSimulator.Repository, "ordinary", ["self-hosted", "linux", "x64"]);

        Assert.Equal(1, job.ScaleSetId);
        Assert.Null(JobTransitions.NextFor(simulator.World.Snapshot(), ofRepository));
        Assert.Equal(job.Id, JobTransitions.NextFor(simulator.World.Snapshot(), ofRepository with { ScaleSetId = 1 })?.Id);
    }

    private static async Task<string> RegistrationTokenAsync(TestSimulator simulator)
    {
        using var response = await simulator.PostAsync("orgs/octo-org/actions/runners/registration-token");
        return (string)JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!["token"]!;
    }

    private static Task<HttpResponseMessage> RegistrationAsync(TestSimulator simulator, string token) => SendAsync(
        simulator,
        HttpMethod.Post,
        new Uri(simulator.Host.BaseAddress, "actions/runner-registration"),
        token,
        new JsonObject { ["url"] = new Uri(simulator.Host.BaseAddress, "octo-org").AbsoluteUri, ["runner_event"] = "register" },
        scheme: "RemoteAuth");

    private static async Task<(Uri Tenant, string Token)> RegisterAsync(TestSimulator simulator)
    {
        using var response = await RegistrationAsync(simulator, await RegistrationTokenAsync(simulator));
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;
        return (new Uri((string)answer["url"]!), (string)answer["token"]!);
    }

    private static async Task<(Uri Tenant, string Token)> CreateAsync(TestSimulator simulator, string setting = "RunnerSetting")
    {
        var (tenant, token) = await RegisterAsync(simulator);
        var labels = new JsonArray([.. new[] { "self-hosted", "linux", "x64" }.Select(label => (JsonNode)new JsonObject { ["type"] = "System", ["name"] = label })]);
        var body = new JsonObject { ["name"] = "mill", ["runnerGroupId"] = 1, ["labels"] = labels, [setting] = new JsonObject { ["disableUpdate"] = true } };
        using var created = await SendAsync(simulator, HttpMethod.Post, new Uri(tenant, $"{Sets}?api-version=6.0-preview"), token, body);
        Assert.Equal(HttpStatusCode.OK, created.StatusCode);
        return (tenant, token);
    }

    private static async Task<(Uri Queue, string Token)> OpenAsync(TestSimulator simulator)
    {
        var (tenant, token) = await CreateAsync(simulator);
        using var opened = await SendAsync(
            simulator, HttpMethod.Post, new Uri(tenant, $"{Sets}/1/sessions?api-version=6.0-preview"), token, new JsonObject { ["ownerName"] = "test" });
        var session = JsonNode.Parse(await opened.Content.ReadAsStringAsync(Cancelled))!;
        return (new Uri((string)session["messageQueueUrl"]!), (string)session["messageQueueAccessToken"]!);
    }

    private static async Task<JsonNode> PollAsync(TestSimulator simulator, Uri queue, string token, int capacity)
    {
        using var response = await SendAsync(simulator, HttpMethod.Get, queue, token, null, capacity);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;
    }

    private static async Task<HttpResponseMessage> SendAsync(
        TestSimulator simulator, HttpMethod method, Uri address, string? token, JsonNode? body, int? capacity = null, string scheme = "Bearer")
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue(scheme, token);
        request.Headers.TryAddWithoutValidation("User-Agent", """{"system":"test"}""");
        if (capacity is { } room)
        {
            request.Headers.Add("X-ScaleSetMaxCapacity", FormattableString.Invariant($"{room}"));
        }
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString()));
        }
        using var client = simulator.CreateClient(token: null);
        return await client.SendAsync(request, Cancelled);
    }

    private static string Padded(string text) => text.Replace('-', '+').Replace('_', '/').PadRight(text.Length + ((4 - (text.Length % 4)) % 4), '=');
}
