namespace Mcp.Tools.Runners.Tests;

public class RunnersOptionsValidatorTests
{
    public static TheoryData<string, Action<RunnersOptions>> Mistakes => new()
    {
        { "repositories", options => options.Repositories.Add("not a name") },
        { "maxRunners", options => options.MaxRunners = 0 },
        { "reservedMemoryBytes", options => options.ReservedMemoryBytes = -1 },
        { "ledgerPath", options => options.LedgerPath = " " },
        { "allowedTools", options => options.AllowedTools.Add("launch_rocket") },
        { "gitHub.apiAddress", options => options.GitHub.ApiAddress = new Uri("ftp://x/") },
        { "gitHub.apiAddress", options => options.GitHub.ApiAddress = new Uri("http://ghes.example.com/api/v3/") },
        { "gitHub.requestTimeout", options => options.GitHub.RequestTimeout = TimeSpan.Zero },
        { "gitHub.requestTimeout", options => options.GitHub.RequestTimeout = TimeSpan.FromMinutes(2) },
        { "gitHub.maxConcurrentRequests", options => options.GitHub.MaxConcurrentRequests = 100 },
        { "gitHub.apiAddress", options => options.GitHub.ApiAddress = new Uri("https://github.com/") },
        { "gitHub.apiAddress", options => options.GitHub.ApiAddress = new Uri("https://name:word@ghes.example.com/api/v3/") },
        { "gitHub.reservedRequests", options => options.GitHub.ReservedRequests = -1 },
        { "gitHub.appId: a token file", options => (options.GitHub.AppId, options.GitHub.TokenFile) = ("1", "token") },
        { "gitHub.appId: the App's private key", options => options.GitHub.AppId = "1" },
        { "gitHub.privateKeyFile", options => options.GitHub.PrivateKeyFile = "app.pem" },
        { "gitHub.credentials.octo-org: give either", options => options.GitHub.Credentials.Add(new() { Owner = "octo-org" }) },
        { "gitHub.credentials.octo-org: give either", options => options.GitHub.Credentials.Add(new() { Owner = "octo-org", AppId = "1", TokenFile = "x", PrivateKeyFile = "y" }) },
        { "gitHub.credentials.?.owner", options => options.GitHub.Credentials.Add(new() { TokenFile = "x" }) },
        { "gitHub.credentials.octo-org.apiAddress", options => options.GitHub.Credentials.Add(new() { Owner = "octo-org", TokenFile = "x", ApiAddress = new Uri("http://ghes.example.com/api/v3/") }) },
        { "gitHub.credentials: 'a' has 2", options => options.GitHub.Credentials = [new() { Owner = "a", TokenFile = "x" }, new() { Owner = "A", TokenFile = "y" }] },
        { "allowedRepositories: '*'", options => options.AllowedRepositories.Add("*") },
        { "deniedRepositories: 'a b/c'", options => options.DeniedRepositories.Add("a b/c") },
        { "organization", options => options.Organization = "not a login" },
        { "organization", options => (options.Organization, options.Repositories) = ("octo-org", ["octocat/one"]) },
        { "quietPollInterval", options => options.QuietPollInterval = TimeSpan.Zero },
        { "pollInterval", options => options.PollInterval = TimeSpan.Zero },
        { "window", options => options.Window = TimeSpan.FromDays(400) },
        { "registrationTimeout", options => options.RegistrationTimeout = TimeSpan.Zero },
        { "idleTimeout", options => options.IdleTimeout = TimeSpan.FromSeconds(-1) },
        { "docker.callTimeout", options => options.Docker.CallTimeout = TimeSpan.Zero },
        { "pools.Big Pool.name", options => options.Pools.Add(new() { Name = "Big Pool" }) },
        { "pools: 2 pools", options => Add(options, new(), new()) },
        { "pools: some give GPUs of NVIDIA", options => Add(options, new() { Name = "a", Gpus = 1 }, new() { Name = "b", Gpus = 1, GpuVendor = GpuVendor.Amd }) },
        { "gitHub.apiAddress 'https://api.github.com/'", options => Add(options, new RunnerPool { ScaleSet = new() { ConfigUrl = "https://ghes.example/octo" } }) },
        { "name the same scale set", options => Add(options, Listening("a"), Listening("b")) },
        { "pools.default.image", options => Add(options, new RunnerPool { Image = "" }) },
        { "pools.default.egress.allow", options => Add(options, new RunnerPool { Egress = new PoolEgress { Allow = ["*"] } }) },
    };

    [Fact]
    public void Validate_EgressWithoutTheRulesThatItNeeds_IsNamed()
    {
        var options = new RunnersOptions { Docker = { HostProtection = HostProtection.Off }, Pools = [new RunnerPool { Egress = new PoolEgress() }] };

        Assert.Contains("docker.hostProtection", Assert.Single(new RunnersOptionsValidator().Validate(name: null, options).Failures!), StringComparison.Ordinal);
        options.Pools[0].Egress = null;
        Assert.True(new RunnersOptionsValidator().Validate(name: null, options).Succeeded);
    }

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public void Validate_OneMistake_IsNamedAlone(string expected, Action<RunnersOptions> mistake)
    {
        var options = new RunnersOptions();
        mistake(options);

        var result = new RunnersOptionsValidator().Validate(name: null, options);

        Assert.Contains(expected, Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_SeveralMistakes_AreAllReported()
    {
        var options = new RunnersOptions { MaxRunners = 0, PollInterval = TimeSpan.Zero, Repositories = ["x", "y"] };

        Assert.Equal(4, new RunnersOptionsValidator().Validate(name: null, options).Failures!.Count());
    }

    [Fact]
    public void Validate_Defaults_AreFine() => Assert.True(new RunnersOptionsValidator().Validate(name: null, new RunnersOptions()).Succeeded);

    private static RunnerPool Listening(string name) => new() { Name = name, ScaleSet = new() { ConfigUrl = "https://github.com/octo", Name = "mill" } };

    private static void Add(RunnersOptions options, params RunnerPool[] pools)
    {
        foreach (var pool in pools)
        {
            options.Pools.Add(pool);
        }
    }
}
