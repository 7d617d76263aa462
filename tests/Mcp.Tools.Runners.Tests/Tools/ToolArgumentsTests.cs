namespace Mcp.Tools.Runners.Tests.Tools;

public sealed class ToolArgumentsTests
{
    [Theory]
    [InlineData("queue_status", """{"repo":"octo/web"}""", "no argument 'repo'. It takes: repository, limit, cursor")]
    [InlineData("queue_status", """{"repository":"web"}""", "'repository' of queue_status must be owner/name")]
    [InlineData("queue_status", """{"repository":7}""", "must be a text, not 7")]
    [InlineData("queue_status", """{"repository":null}""", "leave it out instead")]
    [InlineData("queue_status", """{"limit":0}""", "from 1 to 100, not 0")]
    [InlineData("queue_status", """{"limit":"5"}""", "a whole number from 1 to 100, not '5'")]
    [InlineData("queue_status", """{"limit":1.5}""", "a whole number from 1 to 100")]
    [InlineData("queue_status", """{"limit":1e300}""", "a whole number from 1 to 100")]
    [InlineData("queue_status", """{"cursor":"AAAA"}""", "leave it out to begin")]
    [InlineData("explain_job", "{}", "needs the argument 'job'")]
    [InlineData("explain_job", """{"job":""}""", "must not be empty")]
    [InlineData("explain_job", """{"job":"the red one"}""", "must be a job id, a run id")]
    [InlineData("explain_job", """{"job":"https://github.com/octo/web/pulls"}""", "must be a job id, a run id")]
    [InlineData("explain_job", """{"job":"99"}""", "Add 'repository'")]
    [InlineData("explain_job", """{"job":"https://github.com/octo/web/actions/runs/1/job/2","repository":"octo/api"}""", "Leave 'repository' out")]
    [InlineData("filter_by_arch", """{"architecture":"amd64"}""", "must be one of x64, arm64, arm, not 'amd64'")]
    [InlineData("filter_by_arch", """{"status":"failed"}""", "one of queued, in_progress, completed, open, all")]
    [InlineData("list_failed_runs", """{"since":"yesterday"}""", "24h or 7d")]
    [InlineData("list_failed_runs", """{"since":"2027-01-01T00:00:00Z"}""", "in the past")]
    [InlineData("list_failed_runs", """{"since":"91d"}""", "at most 90d back")]
    [InlineData("list_failed_runs", """{"conclusions":[]}""", "1 to 6 entries, not 0")]
    [InlineData("list_failed_runs", """{"conclusions":["red"]}""", "has an entry that must be one of failure")]
    [InlineData("list_failed_runs", """{"conclusions":"failure"}""", "must be a list, not 'failure'")]
    [InlineData("launch_runner", """{"confirm":true}""", "needs the argument 'repository'")]
    [InlineData("launch_runner", """{"repository":"octo/web","confirm":"yes"}""", "true or false")]
    [InlineData("launch_runner", """{"repository":"octo/web","confirm":true,"count":11}""", "from 1 to 10")]
    [InlineData("issue_runner_token", """{"repository":"octo web","confirm":true}""", "owner/name")]
    public async Task Call_WrongArguments_NamesTheArgumentAndWhatIsAllowed(string tool, string arguments, string sentence)
    {
        await using var bench = await Bench.StartAsync();

        Assert.Contains(sentence, await bench.RefusalAsync(tool, arguments), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_CursorOfAnotherQuestion_IsRefused()
    {
        await using var bench = await Bench.StartAsync();
        bench.Pass([bench.Queue("octo/a"), bench.Queue("octo/b")]);
        var cursor = (await bench.AskAsync("queue_status", """{"limit":1}""")).Text("cursor");

        var refusal = await bench.RefusalAsync("queue_status", $$"""{"repository":"octo/a","cursor":"{{cursor}}"}""");

        Assert.Contains("'cursor'", refusal, StringComparison.Ordinal);
    }
}
