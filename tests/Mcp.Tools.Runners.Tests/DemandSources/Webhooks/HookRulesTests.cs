using Mcp.Tools.Runners.DemandSources.Webhooks;
using Mcp.Tools.Runners.GitHub.Hooks;

namespace Mcp.Tools.Runners.Tests.DemandSources.Webhooks;

public class HookRulesTests
{
    private static readonly Hook Good = new(12, Active: true, ["workflow_job", "workflow_run"], "https://ci.example.org/webhooks/github", "json", HasSecret: true, ChecksCertificate: true);

    [Fact]
    public void ProblemsOf_AsItMustBe_AreNone()
    {
        Assert.Empty(HookRules.ProblemsOf(Good, []));
        Assert.Empty(HookRules.ProblemsOf(Good with { Events = ["*"] }, [Delivery(202), Delivery(500)]));
    }

    [Fact]
    public void ProblemsOf_EverythingWrong_NamesEach()
    {
        var problems = HookRules.ProblemsOf(new(12, Active: false, ["push"], Good.Address, "form", HasSecret: false, ChecksCertificate: false), [Delivery(401)]);
        Assert.Equal(6, problems.Count);
        Assert.Contains(problems, problem => problem.Contains("workflow_job and workflow_run", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("answered 401: the secrets differ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://ci.example.org/webhooks/github", null, true)]
    [InlineData("https://ci.example.org/elsewhere", null, false)]
    [InlineData("https://ci.example.org/webhooks/github", "https://ci.example.org/webhooks/github", true)]
    [InlineData("https://ci.example.org/webhooks/github", "https://other.example.org/webhooks/github", false)]
    [InlineData("no address", null, false)]
    public void IsAt_Address_IsCompared(string has, string? wanted, bool expected) =>
        Assert.Equal(expected, HookRules.IsAt(Good with { Address = has }, wanted is null ? null : new Uri(wanted)));

    private static HookDelivery Delivery(int status) => new(1, "guid", Jobs.Now, "workflow_job", "queued", status, "OK");
}
