using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class RepositoryHookTests
{
    [Theory]
    [InlineData("octocat/web", "octocat/web", true)]
    [InlineData("octocat/web", "OctoCat/Web", true)]
    [InlineData("octocat/web", "octocat/web2", false)]
    [InlineData("octocat/web", "", false)]
    [InlineData("octocat/web,octocat/api", "octocat/api", true)]
    [InlineData("Octo-Org/*", "octo-org/anything", true)]
    [InlineData("octo-org/*", "octo-org-2/web", false)]
    [InlineData("octo-org/*", "octo-org/a/b", false)]
    [InlineData("*/*", "octocat/web", true)]
    [InlineData("octocat/web.x", "octocat/webbx", false)]
    public async Task Script_JobOfARepository_EndsWellOnlyForAllowedOnes(string allowed, string repository, bool passes)
    {
        var script = RepositoryHook.Script(allowed.Split(','));

        var output = await ProgramOutput.ReadAsync(
            "sh", ["-c", $"GITHUB_REPOSITORY='{repository}'\n{script}"], TimeSpan.FromMinutes(1), TimeProvider.System, TestContext.Current.CancellationToken);

        // Null: it ended with an error.
        Assert.Equal(passes, output is not null);
    }

    [Theory]
    [InlineData(null, null, "", "octocat/web")]
    [InlineData(7, "https://github.com/octocat/web", "", "octocat/web")]
    [InlineData(7, "https://github.com/octo-org", "", "octo-org/*")]
    [InlineData(7, "https://github.com/octo-org", "octo-org/a,octo-org/b", "octo-org/a,octo-org/b")]
    [InlineData(7, "https://github.com/enterprises/octo", "", "*/*")]
    [InlineData(null, "https://github.com/octo-org", "", "octocat/web")]
    public void Of_RunnerOfASet_AreThoseThatTheSetServes(int? set, string? place, string repositories, string expected)
    {
        var launch = Launches.Usual(new RunnerPool { ScaleSet = place is null ? null : new() { ConfigUrl = place } });
        launch = launch with { Runner = launch.Runner with { Repository = RepositoryName.Parse("octocat/web"), ScaleSetId = set } };
        var options = new RunnersOptions { Repositories = repositories.Split(',', StringSplitOptions.RemoveEmptyEntries) };

        Assert.Equal(expected.Split(','), AllowedJobs.Of(launch, options));
    }
}
