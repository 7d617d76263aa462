using System.Text.Json;
using Mcp.Tools.Runners.GitHub.Wire;

namespace Mcp.Tools.Runners.Tests.GitHub.Wire;

public sealed class WireMappingTests
{
    private static readonly DateTimeOffset Created = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("queued", JobStatus.Queued)]
    [InlineData("in_progress", JobStatus.InProgress)]
    [InlineData("completed", JobStatus.Completed)]
    [InlineData("waiting", JobStatus.Waiting)]
    [InlineData("pending", JobStatus.Pending)]
    [InlineData("requested", JobStatus.Pending)]
    [InlineData("a_word_of_next_year", JobStatus.Unknown)]
    public void ToStatus_Word_IsReadOrUnknown(string word, JobStatus expected) => Assert.Equal(expected, WireMapping.ToStatus(word));

    [Theory]
    [InlineData("success,failure,cancelled", "1")]
    [InlineData("success,timed_out,skipped", "1")]
    [InlineData("cancelled,success,failure", "2")]
    [InlineData("success,skipped", null)]
    [InlineData("", null)]
    public void ToJob_Steps_NamesTheFirstThatFailed(string conclusions, string? expected)
    {
        var steps = conclusions.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select((conclusion, index) => new StepWire(index.ToString(System.Globalization.CultureInfo.InvariantCulture), conclusion));

        var job = WireMapping.ToJob(Job("completed") with { Steps = [.. steps] }, ApiBench.Repository, null);

        Assert.Equal(expected, job.FailedStep);
    }

    [Fact]
    public void ToJob_QueuedWithStartedAtAndRunnerZero_HasNeither()
    {
        var job = WireMapping.ToJob(Job("queued") with { StartedAt = Created, RunnerId = 0, RunnerName = "" }, ApiBench.Repository, null);

        Assert.Equal((null, null, null), (job.StartedAt, job.RunnerId, job.RunnerName));
    }

    [Fact]
    public void ToJob_NoCreatedAt_TakesStartedAt()
    {
        var job = WireMapping.ToJob(Job("queued") with { CreatedAt = null, StartedAt = Created }, ApiBench.Repository, null);

        Assert.Equal(Created, job.CreatedAt);
    }

    [Theory]
    [InlineData(".github/workflows/ci.yml", ".github/workflows/ci.yml")]
    [InlineData(".github/workflows/ci.yml@main", ".github/workflows/ci.yml")]
    [InlineData(null, null)]
    public void ToRun_Path_LosesItsRef(string? path, string? expected) =>
        Assert.Equal(expected, WireMapping.ToRun(Run() with { Path = path }, ApiBench.Repository).WorkflowPath);

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("/relative")]
    public void ToRun_PageIsNoWebAddress_IsRefused(string page) =>
        Assert.Throws<JsonException>(() => WireMapping.ToRun(Run() with { HtmlUrl = page }, ApiBench.Repository));

    [Fact]
    public void Deserialize_JitAnswer_PrintsNoSecret()
    {
        var wire = new WireSerializer().Deserialize<JitWire>(
            """{"runner":{"id":1,"name":"r","os":"unknown","status":"offline","busy":false,"labels":[]},"encoded_jit_config":"c2VjcmV0"}""");

        Assert.Equal("c2VjcmV0", wire.EncodedJitConfig.Reveal());
        Assert.DoesNotContain("c2VjcmV0", wire.ToString(), StringComparison.Ordinal);
    }

    private static JobWire Job(string status) => new(1, 2, "build", status, ["self-hosted"], CreatedAt: Created);

    private static RunWire Run() => new(1, "push", 3, Created, Created, "https://github.com/octocat/hello-world/actions/runs/1");
}
