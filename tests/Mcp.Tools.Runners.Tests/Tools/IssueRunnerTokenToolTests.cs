using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Reports;

namespace Mcp.Tools.Runners.Tests.Tools;

public sealed class IssueRunnerTokenToolTests
{
    private const string Confirmed = """{"repository":"octo/web","confirm":true}""";

    [Fact]
    public async Task Issue_NotAllowed_SaysWhyAndAsksGitHubNothing()
    {
        await using var bench = await Bench.StartAsync();

        var refusal = await bench.RefusalAsync("issue_runner_token", Confirmed);

        Assert.Contains("--allow issue_runner_token", refusal, StringComparison.Ordinal);
        Assert.Contains("secrets", refusal, StringComparison.Ordinal);
        Assert.Empty(bench.GitHub.Requests.All);
    }

    [Fact]
    public async Task Issue_Allowed_GivesTokenAndCommandAndKeepsItOutOfAuditLogAndLedger()
    {
        await using var bench = await Bench.StartAsync(options => options.AllowedTools.Add("issue_runner_token"));
        bench.GitHub.World.AddRepository("octo/web");

        var answer = await bench.AskAsync("issue_runner_token", Confirmed);

        var token = answer.Text("token")!;
        Assert.Contains($"--token {token} --labels self-hosted,linux,x64,docker --ephemeral", answer.Text("command"), StringComparison.Ordinal);
        Assert.Contains($"--url http://127.0.0.1:{bench.GitHub.BaseAddress.Port}/octo/web ", answer.Text("command"), StringComparison.Ordinal);
        Assert.Equal(3600, answer.Number("expires_in_seconds"));
        var entry = Assert.Single(new AuditLog(bench.Ledger.Database).Recent(10));
        Assert.Equal(("issue_runner_token", "ok"), (entry.Tool, entry.Outcome));
        Assert.DoesNotContain(token, bench.Log.Text, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => AssertAbsentAsync(bench, "issue_runner_token"));
        await AssertAbsentAsync(bench, token);
    }

    [Fact]
    public async Task Issue_GitHubRefuses_RepeatsItsAdviceAndAuditsTheFailure()
    {
        await using var bench = await Bench.StartAsync(options => options.AllowedTools.Add("issue_runner_token"));

        var refusal = await bench.RefusalAsync("issue_runner_token", Confirmed);

        Assert.Contains("registration-token", refusal, StringComparison.Ordinal);
        Assert.StartsWith("failed: ", Assert.Single(new AuditLog(bench.Ledger.Database).Recent(10)).Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_ToString_HoldsNoToken()
    {
        var answer = new IssuedToken
        {
            Summary = "",
            NextSteps = [],
            Repository = "octo/web",
            Token = "AAAA",
            ExpiresAt = Jobs.Now,
            ExpiresInSeconds = 1,
            Command = "--token AAAA",
            Seen = Provenance.Of("github", Jobs.Now, Jobs.Now),
        };

        Assert.DoesNotContain("AAAA", $"{answer}", StringComparison.Ordinal);
    }

    private static async Task AssertAbsentAsync(Bench bench, string secret)
    {
        foreach (var file in Directory.EnumerateFiles(bench.Ledger.Folder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(secret, await reader.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }
}
