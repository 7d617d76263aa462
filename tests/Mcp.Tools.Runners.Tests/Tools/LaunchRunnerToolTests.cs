using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.Tools;

public sealed class LaunchRunnerToolTests
{
    private const string Confirmed = """{"repository":"octo/web","count":2,"confirm":true}""";

    [Fact]
    public async Task Launch_NotAllowed_SaysHowToAllowItAndChangesNothing()
    {
        await using var bench = await Bench.StartAsync();

        Assert.Contains("--allow launch_runner", await bench.RefusalAsync("launch_runner", Confirmed), StringComparison.Ordinal);
        Assert.Empty(bench.Ledger.Runners.ListOpen());
        Assert.Equal("refused: not allowed", Assert.Single(Audit(bench)).Outcome);
    }

    [Fact]
    public async Task Launch_NotConfirmed_ChangesNothing()
    {
        await using var bench = await Bench.StartAsync(Allow);

        Assert.Contains("'confirm': true, 'plan': ", await bench.RefusalAsync("launch_runner", """{"repository":"octo/web","confirm":false}"""), StringComparison.Ordinal);
        Assert.Empty(bench.Ledger.Runners.ListOpen());
    }

    [Fact]
    public async Task Launch_Confirmed_WritesRequestedRowsAndAnswersAtOnce()
    {
        await using var bench = await Bench.StartAsync(Allow);

        var answer = await bench.AskAsync("launch_runner", Confirmed);

        var rows = bench.Ledger.Runners.ListOpen();
        Assert.Equal(rows.Select(row => row.Id), answer.List("runners").Select(runner => runner.Text("id")));
        Assert.All(rows, row => Assert.Equal((RunnerState.Requested, "launch_runner"), (row.State, row.RequestedBy)));
        Assert.Equal(2, rows.Count);
        Assert.False(answer.GetProperty("autoscaler_alive").GetBoolean());
        Assert.Contains("mcp-runners serve", answer.Text("summary"), StringComparison.Ordinal);
        var entry = Assert.Single(Audit(bench));
        Assert.Equal(("launch_runner", "test-client 1", "ok"), (entry.Tool, entry.Client, entry.Outcome));
        Assert.Contains(rows[0].Name, entry.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Launch_SameKeyAgain_AddsNothing()
    {
        await using var bench = await Bench.StartAsync(Allow);
        const string Keyed = """{"repository":"octo/web","count":2,"confirm":true,"idempotency_key":"night build"}""";

        var first = await bench.AskAsync("launch_runner", Keyed);
        var again = await bench.AskAsync("launch_runner", Keyed);
        var other = await bench.RefusalAsync("launch_runner", """{"repository":"octo/api","confirm":true,"idempotency_key":"night build"}""");

        Assert.Equal(first.GetProperty("runners").GetRawText(), again.GetProperty("runners").GetRawText());
        Assert.True(again.GetProperty("repeated").GetBoolean());
        Assert.Equal(2, bench.Ledger.Runners.ListOpen().Count);
        Assert.Contains("Use another key", other, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Launch_CutOffHalfWay_TheSameCallCompletesIt()
    {
        await using var bench = await Bench.StartAsync(Allow);
        const string Keyed = """{"repository":"octo/web","count":3,"confirm":true,"idempotency_key":"k"}""";
        var whole = await bench.AskAsync("launch_runner", Keyed);
        bench.Ledger.Database.Write((connection, _) =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM runner_transitions WHERE runner_id <> $first; DELETE FROM runners WHERE id <> $first;";
            command.Parameters.AddWithValue("$first", whole.List("runners")[0].Text("id"));
            return command.ExecuteNonQuery();
        });

        var answer = await bench.AskAsync("launch_runner", Keyed);

        Assert.Equal(3, answer.List("runners").Length);
        Assert.False(answer.GetProperty("repeated").GetBoolean());
        Assert.Equal(3, bench.Ledger.Runners.ListOpen().Count);
    }

    [Fact]
    public async Task Launch_UnknownPool_NamesThePools()
    {
        await using var bench = await Bench.StartAsync(Allow);

        var refusal = await bench.RefusalAsync("launch_runner", """{"repository":"octo/web","pool":"gpu","confirm":true}""");

        Assert.Contains("must be one of default, not 'gpu'", refusal, StringComparison.Ordinal);
        Assert.StartsWith("failed: ", Assert.Single(Audit(bench)).Outcome, StringComparison.Ordinal);
    }

    private static void Allow(RunnersOptions options) => options.AllowedTools.Add("launch_runner");

    private static IReadOnlyList<AuditEntry> Audit(Bench bench) => new AuditLog(bench.Ledger.Database).Recent(10);
}
