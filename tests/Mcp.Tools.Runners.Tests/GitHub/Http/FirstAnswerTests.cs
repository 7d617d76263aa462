using Mcp.Tools.Runners.GitHub.Credentials;
using Mcp.Tools.Runners.GitHub.Http;
using Mcp.Tools.Runners.Tests.GitHub.Credentials;

namespace Mcp.Tools.Runners.Tests.GitHub.Http;

public sealed class FirstAnswerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("X-GitHub-Enterprise-Version", "3.9.4", "3.10 or later")]
    [InlineData("X-GitHub-Enterprise-Version", "3.10.0", null)]
    [InlineData("X-OAuth-Scopes", "public_repo, workflow", "'repo'")]
    [InlineData("X-OAuth-Scopes", "", "it has: none")]
    [InlineData("X-OAuth-Scopes", "admin:org, repo", null)]
    [InlineData("X-Other", "", null)]
    public void Problems_OfAnAnswer_SayWhatToDo(string header, string value, string? expected)
    {
        using var response = ScriptedTransport.Json("{}", headers: (header, value));

        var problems = FirstAnswer.Problems(response, CredentialKind.Token).ToList();

        Assert.Equal(expected is null, problems.Count == 0);
        Assert.True(expected is null || problems.Single().Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SendAsync_EnterpriseServer_IsNamedOnceInTheLog()
    {
        await using var bench = await ApiBench.WithSimulatorAsync(options => options.EnterpriseVersion = "3.8.1");
        var api = bench.Api();

        await api.ListRunnersAsync(ApiBench.Repository, Cancel);
        await api.ListRunnersAsync(ApiBench.Repository, Cancel);

        Assert.Single(bench.Log.Text.Split('\n'), line => line.Contains("is a GitHub Enterprise Server 3.8.1", StringComparison.Ordinal));
        Assert.Single(bench.Log.Text.Split('\n'), line => line.Contains("Update it to 3.10", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Token_OfAnInstallationThatLacksPermissions_IsToldInTheLogOnce()
    {
        await using var bench = await AppBench.StartAsync(app => app with
        {
            Installations = [new(AppBench.Organisation, "octo-org") { Permissions = new Dictionary<string, string> { ["actions"] = "read", ["administration"] = "read" } }],
        });
        var api = bench.Api.Api();

        await api.ListRunnersAsync(RepositoryName.Parse("octo-org/storefront"), Cancel);
        bench.Api.Time.Advance(TimeSpan.FromMinutes(56));
        await api.ListRunnersAsync(RepositoryName.Parse("octo-org/storefront"), Cancel);

        var line = Assert.Single(bench.Api.Log.Text.Split('\n'), line => line.Contains("lacks permissions", StringComparison.Ordinal));
        Assert.Contains("\"Metadata: read\", \"Administration: write\"", line, StringComparison.Ordinal);
    }
}
