namespace Mcp.Tools.Runners.Tests;

public class RunnersOptionsValidatorTests
{
    public static TheoryData<string, Action<RunnersOptions>> Mistakes => new()
    {
        { "repositories", options => options.Repositories.Add("not a name") },
        { "maxRunners", options => options.MaxRunners = 0 },
        { "ledgerPath", options => options.LedgerPath = " " },
        { "allowedTools", options => options.AllowedTools.Add("launch_rocket") },
        { "gitHub.apiAddress", options => options.GitHub.ApiAddress = new Uri("ftp://x/") },
        { "gitHub.apiAddress", options => options.GitHub.ApiAddress = new Uri("http://ghes.example.com/api/v3/") },
        { "gitHub.requestTimeout", options => options.GitHub.RequestTimeout = TimeSpan.Zero },
        { "gitHub.maxConcurrentRequests", options => options.GitHub.MaxConcurrentRequests = 100 },
        { "pollInterval", options => options.PollInterval = TimeSpan.Zero },
        { "window", options => options.Window = TimeSpan.FromDays(400) },
        { "registrationTimeout", options => options.RegistrationTimeout = TimeSpan.Zero },
        { "idleTimeout", options => options.IdleTimeout = TimeSpan.FromSeconds(-1) },
        { "docker.callTimeout", options => options.Docker.CallTimeout = TimeSpan.Zero },
        { "is no pool name", options => options.Pools.Add(new() { Name = "Big Pool" }) },
        { "pools: 2 pools", options => Add(options, new(), new()) },
        { "image", options => Add(options, new RunnerPool { Image = "" }) },
        { "labels", options => Add(options, new RunnerPool { Labels = ["a,b"] }) },
        { "maxRunners", options => Add(options, new RunnerPool { MaxRunners = -1 }) },
        { "maxRunnersPerRepository", options => Add(options, new RunnerPool { MaxRunnersPerRepository = 0 }) },
        { "gpus", options => Add(options, new RunnerPool { Gpus = -1 }) },
        { "never run as root", options => Add(options, new RunnerPool { Layout = ImageLayout.Official with { UserId = 0 } }) },
        { "layout.root", options => Add(options, new RunnerPool { Layout = ImageLayout.Official with { Root = "/" } }) },
        { "layout.command", options => Add(options, new RunnerPool { Layout = ImageLayout.Official with { Command = [] } }) },
        { "processors", options => Add(options, new RunnerPool { Resources = new() { Processors = 0 } }) },
        { "memoryBytes", options => Add(options, new RunnerPool { Resources = new() { MemoryBytes = 1 } }) },
        { "pids", options => Add(options, new RunnerPool { Resources = new() { Pids = 1 } }) },
        { "openFiles", options => Add(options, new RunnerPool { Resources = new() { OpenFiles = 1 } }) },
        { "tmpBytes", options => Add(options, new RunnerPool { Resources = new() { TmpBytes = 1 } }) },
        { "logBytes", options => Add(options, new RunnerPool { Resources = new() { LogBytes = 1 } }) },
    };

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

    private static void Add(RunnersOptions options, params RunnerPool[] pools)
    {
        foreach (var pool in pools)
        {
            options.Pools.Add(pool);
        }
    }
}
