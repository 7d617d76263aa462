using Mcp.Tools.Runners.Reports;

namespace Mcp.Tools.Runners.Tests.Reports;

public sealed class JobReferenceTests
{
    [Theory]
    [InlineData("https://github.com/octo/web/actions/runs/12/job/34", 34L, 12L)]
    [InlineData("https://github.com/octo/web/actions/runs/12/attempts/2/job/34?pr=5", 34L, 12L)]
    [InlineData("https://ghe.example.com/octo/web/actions/runs/12/job/34#step:3:1", 34L, 12L)]
    [InlineData("https://github.com/octo/web/actions/runs/12", null, 12L)]
    [InlineData("https://github.com/octo/web/actions/runs/12/attempts/2", null, 12L)]
    [InlineData("https://api.github.com/repos/octo/web/actions/jobs/34", 34L, null)]
    [InlineData("https://ghe.example.com/api/v3/repos/octo/web/actions/runs/12/jobs", null, 12L)]
    public void Parse_Address_GivesRepositoryAndIds(string text, long? job, long? run)
    {
        var reference = JobReference.Parse(text);

        Assert.Equal(RepositoryName.Parse("octo/web"), reference!.Repository);
        Assert.Equal((job, run), (reference.JobId, reference.RunId));
    }

    [Fact]
    public void Parse_IdOrOldest_IsUnderstood()
    {
        Assert.Equal(42, JobReference.Parse(" 42 ")!.Number);
        Assert.True(JobReference.Parse("Oldest")!.Oldest);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("99999999999999999999")]
    [InlineData("newest")]
    [InlineData("ftp://github.com/octo/web/actions/runs/12")]
    [InlineData("https://github.com/actions/runs/12")]
    [InlineData("https://github.com/octo/web/actions/runs/abc")]
    [InlineData("https://github.com/octo/web/issues/12")]
    public void Parse_NoJob_IsNull(string text) => Assert.Null(JobReference.Parse(text));
}
