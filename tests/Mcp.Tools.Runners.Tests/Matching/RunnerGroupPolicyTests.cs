using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Matching;

namespace Mcp.Tools.Runners.Tests.Matching;

public sealed class RunnerGroupPolicyTests
{
    [Theory]
    [InlineData("all", true, false, RunnerGroupRule.NoPublicRepositories, null)]
    [InlineData("all", true, true, RunnerGroupRule.NoPublicRepositories, "Allow public repositories")]
    [InlineData("selected", false, true, RunnerGroupRule.SelectedRepositories, "Allow public repositories")]
    [InlineData("selected", true, false, RunnerGroupRule.SelectedRepositories, "the default one")]
    [InlineData("all", false, false, RunnerGroupRule.SelectedRepositories, "lets all repositories in")]
    [InlineData("private", false, false, RunnerGroupRule.SelectedRepositories, "lets all private repositories in")]
    [InlineData("selected", false, false, RunnerGroupRule.SelectedRepositories, null)]
    [InlineData("all", true, true, RunnerGroupRule.Any, null)]
    public void Problem_OfAGroup_IsNamedWithItsRemedy(string visibility, bool isDefault, bool allowsPublic, RunnerGroupRule rule, string? expected)
    {
        var problem = RunnerGroupPolicy.Problem(new RunnerGroup(3, "ci", isDefault, visibility, allowsPublic), "ci", "octo-org", rule);

        Assert.Equal(expected is null, problem is null);
        Assert.Contains(expected ?? string.Empty, problem ?? string.Empty, StringComparison.Ordinal);
    }

    [Fact]
    public void Problem_NoSuchGroup_IsAProblemUnlessNobodyAsks()
    {
        Assert.Contains("has no runner group 'ci'", RunnerGroupPolicy.Problem(group: null, "ci", "octo-org", RunnerGroupRule.NoPublicRepositories), StringComparison.Ordinal);
        Assert.Null(RunnerGroupPolicy.Problem(group: null, "ci", "octo-org", RunnerGroupRule.Any));
    }
}
