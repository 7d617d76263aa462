using Mcp.Server.CommandLine;
using Mcp.Server.Hosting;
using Mcp.Server.Tests.Processes;
using Mcp.Tools.Runners;

namespace Mcp.Server.Tests.Hosting;

public sealed class RunnersConfigurationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_FileWithComments_BindsAllKinds()
    {
        var options = Load(new RunnerSettings
        {
            ConfigurationFile = _folder.Write("c.json",
                """
                {
                  // how many at once
                  "runners": {
                    "maxRunners": 3,
                    "pollInterval": "00:00:30",
                    "repositories": ["octocat/one", "octocat/two"],
                    "allowedTools": ["launch_runner"],
                    "gitHub": { "apiAddress": "https://ghes.example/api/v3/" },
                    "pools": [{ "name": "gpu", "gpus": 1, "resources": { "processors": 4 }, "labels": ["self-hosted", "gpu"], "scaleSet": { "configUrl": "https://ghes.example/octo-org", "runnerGroup": "big" } }],
                  },
                }
                """),
        });
        Assert.Equal(3, options.MaxRunners);
        Assert.Equal(TimeSpan.FromSeconds(30), options.PollInterval);
        Assert.Equal(["octocat/one", "octocat/two"], options.Repositories);
        Assert.Equal(["launch_runner"], options.AllowedTools);
        Assert.Equal("https://ghes.example/api/v3/", options.GitHub.ApiAddress.ToString());
        var pool = Assert.Single(options.Pools);
        Assert.Equal(("gpu", 1, 4.0), (pool.Name, pool.Gpus, pool.Resources.Processors));
        Assert.Equal(("https://ghes.example/octo-org", null, "big"), (pool.ScaleSet!.ConfigUrl, pool.ScaleSet.Name, pool.ScaleSet.RunnerGroup));
    }

    [Fact]
    public void Load_ReadOnlyAnywhere_Holds()
    {
        var file = _folder.Write("c.json", """{"runners":{"readOnly":true,"allowedTools":["launch"]}}""");

        Assert.True(Load(new RunnerSettings { ConfigurationFile = file }).ReadOnly);
        Assert.True(Load(new RunnerSettings { ConfigurationFile = file, ReadOnly = false }).ReadOnly);
        Assert.True(Load(new RunnerSettings { ReadOnly = true, AllowedTools = ["launch"] }).ReadOnly);
        Assert.False(Load(new RunnerSettings()).ReadOnly);
    }

    [Fact]
    public void Load_EgressThatAllowsNothingMore_IsOn() =>
        Assert.NotNull(Assert.Single(Load(new RunnerSettings { ConfigurationFile = _folder.Write("c.json", """{"runners":{"pools":[{"egress":{"allow":[]}}]}}""") }).Pools).Egress);

    [Fact]
    public void Load_Egress_BindsAllOfIt()
    {
        var options = Load(new RunnerSettings
        {
            ConfigurationFile = _folder.Write("c.json",
                """
                {
                  "runners": {
                    "pools": [{
                      "egress": {
                        "image": "registry.example/squid:6",
                        "allow": ["registry.npmjs.org", "*.pypi.org"],
                        "allowPorts": [443, 8443],
                        "allowPrivate": ["10.1.2.0/24"],
                        "dns": ["10.1.0.53"],
                        "layout": { "command": ["/opt/squid", "-N"], "configurationPath": "/opt/etc/squid.conf", "userId": 31, "groupId": 32 }
                      }
                    }]
                  }
                }
                """),
        });

        Assert.Equal(("/etc/squid/squid.conf", 4), (ProxyLayout.Squid.ConfigurationPath, ProxyLayout.Squid.Command.Count));
        var egress = Assert.Single(options.Pools).Egress!;
        Assert.Equal("registry.example/squid:6", egress.Image);
        Assert.Equal(["registry.npmjs.org", "*.pypi.org"], egress.Allow);
        Assert.Equal([443, 8443], egress.AllowPorts);
        Assert.Equal(["10.1.2.0/24"], egress.AllowPrivate);
        Assert.Equal(["10.1.0.53"], egress.Dns);
        Assert.Equal(("/opt/etc/squid.conf", 31, 32), (egress.Layout!.ConfigurationPath, egress.Layout.UserId, egress.Layout.GroupId));
        Assert.Equal(["/opt/squid", "-N"], egress.Layout.Command);
    }

    [Theory]
    [InlineData("""{"image":"example/any"}""", "/home/runner", 1001)]
    [InlineData("""{"image":"example/any","layout":"Myoung34"}""", "/actions-runner", 121)]
    [InlineData("""{"image":"example/any","layout":{"root":"/opt/r","userId":5,"groupId":6,"command":["/opt/r/bin/Runner.Listener","run"]}}""", "/opt/r", 6)]
    public void Load_Layout_IsNamedOrGiven(string pool, string root, int group)
    {
        var layout = Assert.Single(Load(new RunnerSettings { ConfigurationFile = _folder.Write("c.json", $$"""{"runners":{"pools":[{{pool}}]} }""") }).Pools).EffectiveLayout;

        Assert.Equal((root, group, 2), (layout.Root, layout.GroupId, layout.Command.Count));
        Assert.Equal(("/home/runner", 2), (ImageLayout.Official.Root, ImageLayout.Official.Command.Count));
    }

    [Fact]
    public void Load_SettingsBesideFile_SettingsWinAndListsAreReplaced()
    {
        var options = Load(new RunnerSettings
        {
            ConfigurationFile = _folder.Write("c.json", """{"runners":{"maxRunners":3,"repositories":["octocat/one","octocat/two"],"pools":[{"name":"big"}]}}"""),
            MaxRunners = 5,
            Repositories = ["octocat/three"],
            Image = "busybox",
            GitHubApi = new Uri("http://127.0.0.1:8080/api"),
        });
        Assert.Equal(5, options.MaxRunners);
        Assert.Equal(["octocat/three"], options.Repositories);
        Assert.Equal(("big", "busybox"), (Assert.Single(options.Pools).Name, options.Pools[0].Image));
        Assert.Equal("http://127.0.0.1:8080/api/", options.GitHub.ApiAddress.ToString());
    }

    [Fact]
    public void Load_CredentialsByOwner_AreBoundAndTheSettingsNameTheApp()
    {
        var options = Load(new RunnerSettings
        {
            ConfigurationFile = _folder.Write("c.json",
                """
                {"runners":{"organization":"octo-org","deniedRepositories":["octo-org/secret-*"],"quietPollInterval":"00:02:00","gitHub":{"reservedRequests":800,"credentials":[
                  {"owner":"octo-org","appId":"12345","privateKeyFile":"octo-org.pem"},
                  {"owner":"inside","tokenFile":"/etc/mcp-runners/inside.token","apiAddress":"https://git.example.org/api/v3/"}]}}}
                """),
            AppId = "Iv1.abc",
            AppKey = "app.pem",
            AllowedRepositories = ["octo-org/*"],
        });
        Assert.Equal(("octo-org", "Iv1.abc", "app.pem", 800), (options.Organization, options.GitHub.AppId, options.GitHub.PrivateKeyFile, options.GitHub.ReservedRequests));
        Assert.Equal(["octo-org/*"], options.AllowedRepositories);
        Assert.Equal(["octo-org/secret-*"], options.DeniedRepositories);
        Assert.Equal(TimeSpan.FromMinutes(2), options.QuietPollInterval);
        Assert.Equal([("octo-org", "12345"), ("inside", null)], options.GitHub.Credentials.Select(credential => (credential.Owner, credential.AppId)));
        Assert.Equal("https://git.example.org/api/v3/", options.GitHub.Credentials[1].ApiAddress!.ToString());
    }

    [Theory]
    [InlineData("""{"runners":{"gitHub":{"credentials":[{"owner":"octo-org"}]}}}""", "give either tokenFile")]
    [InlineData("""{"runners":{"gitHub":{"credentials":[{"owner":"octo-org","token":"abc"}]}}}""", "tokenFile")]
    [InlineData("""{"runners":{"maxRunners":"many"}}""", "MaxRunners")]
    [InlineData("""{"runners":{"maxRunner":1}}""", "maxRunner")]
    [InlineData("""{"runers":{}}""", "unknown section 'runers'")]
    [InlineData("""{"runners":""", "not valid JSON")]
    [InlineData("""{"runners":{"gitHub":{"token":"abc"}}}""", "GITHUB_TOKEN")]
    [InlineData("""{"runners":{"pools":[{"egress":{}}]}}""", "empty 'egress'")]
    [InlineData("""{"runners":{"pools":[{"layout":"mine"}]}}""", "There is no layout 'mine'. Name one of official, myoung34")]
    [InlineData("""{"runners":{"pools":[{"egress":null}]}}""", "empty 'egress'")]
    public void Load_WrongFile_SaysWhat(string text, string expected)
    {
        var ex = Assert.Throws<UsageException>(() => Load(new RunnerSettings { ConfigurationFile = _folder.Write("c.json", text) }));
        Assert.Contains(expected, Assert.Single(ex.Problems), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("abc", ex.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_EarlierProblems_ListsThemToo()
    {
        var ex = Assert.Throws<UsageException>(() =>
            RunnersConfiguration.Load(new RunnerSettings { ConfigurationFile = _folder.File("none.json") }, ["first"]));
        Assert.Equal(2, ex.Problems.Count);
        Assert.Equal("first", ex.Problems[0]);
    }

    private static RunnersOptions Load(RunnerSettings settings)
    {
        var options = new RunnersOptions();
        RunnersConfiguration.Load(settings, [])(options);
        return options;
    }
}
