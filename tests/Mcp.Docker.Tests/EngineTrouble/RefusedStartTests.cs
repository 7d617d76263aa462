using System.Text.RegularExpressions;
using Docker.DotNet.Models;
using Mcp.Docker.Tests.EndToEnd;
using Mcp.Tools.Runners;

namespace Mcp.Docker.Tests.EngineTrouble;

/// <summary>The engine answers, but a runner cannot be started on it: the reason is told, nothing is left, and the job is served when it can be.</summary>
public class RefusedStartTests
{
    private const string Create = "^POST /containers/create$";
    private const string Start = "^POST /containers/[0-9a-f]+/start$";
    private const string Place = "^PUT /containers/[0-9a-f]+/archive$";
    private const string FullDisk = "mkdir /var/lib/docker/overlay2/0: no space left on device";

    [Theory]
    [InlineData(500, "driver failed", Create, false, "journalctl -u docker")]
    [InlineData(500, "driver failed", Create, true, "journalctl -u docker")]
    [InlineData(500, "driver failed", Place, false, "journalctl -u docker")]
    [InlineData(500, "driver failed", Start, false, "journalctl -u docker")]
    [InlineData(500, FullDisk, Create, false, "docker system df")]
    [InlineData(507, "insufficient storage", Create, false, "docker system df")]
    [InlineData(500, FullDisk, Start, false, "docker system df")]
    public async Task Refusal_OfAStep_IsToldAndUndoneAndTheJobIsServedLater(int status, string message, string step, bool acts, string remedy)
    {
        await using var stage = await TroubleStage.SetAsync();
        stage.Proxy.Begin(acts ? Trouble.RefuseAfterActing(status, message, step) : Trouble.Refuse(status, message, step));

        var job = stage.Queue("job");
        var explanation = await stage.ExplainFailureAsync(job);
        stage.Pause(true);
        await stage.UntilDecidedAsync(job, ReasonCode.Paused);
        await stage.Stage.UntilQuietAsync(stage.Cancellation);

        Assert.True(stage.Engine!.Available, stage.Engine.Problem);
        Assert.Empty(await stage.Stage.ContainersAsync(stage.Cancellation));
        Assert.Empty(stage.World.Snapshot().Runners);
        Assert.Contains(message, explanation, StringComparison.Ordinal);
        Assert.Contains(remedy, explanation, StringComparison.Ordinal);

        stage.Proxy.End();
        stage.Pause(false);
        await stage.RequireAllServedAndNothingLeftAsync();
        Assert.Equal(1, stage.Containers.Started);
    }

    [Fact]
    public async Task Refusal_OfAStartThatHappened_LeavesTheJobServedOnce()
    {
        await using var stage = await TroubleStage.SetAsync();
        stage.Proxy.Begin(Trouble.RefuseAfterActing(500, "driver failed", Start));

        stage.Queue("job");
        await stage.Proxy.Met.WaitAsync(stage.Cancellation);
        stage.Proxy.End();
        await stage.World.WaitForAsync(world => world.Jobs.Values.All(job => job.Status == "completed"), stage.Cancellation);
        await stage.Stage.UntilQuietAsync(stage.Cancellation);

        await stage.RequireAllServedAndNothingLeftAsync(stage.Containers.Signalled);
    }

    [Fact]
    public async Task Hang_OfACreationThatHappensLate_LeavesNothing()
    {
        await using var stage = await TroubleStage.SetAsync(runners => runners["docker"]!["callTimeout"] = "00:00:03");
        stage.Proxy.Begin(Trouble.Hang(Create));

        var job = stage.Queue("job");
        Assert.Contains("did not answer within 3 s", await stage.ExplainFailureAsync(job), StringComparison.Ordinal);

        stage.Proxy.End();
        await stage.World.WaitForAsync(world => world.Jobs.Values.All(each => each.Status == "completed"), stage.Cancellation);
        while ((await stage.Stage.ContainersAsync(stage.Cancellation)).Count > 0)
        {
            await stage.UntilNextPassAsync();
        }

        await stage.RequireAllServedAndNothingLeftAsync();
        Assert.Equal(1, stage.Containers.Started);
    }

    [Fact]
    public async Task Image_ThatIsNowhere_IsToldAndTheJobIsServedOnceItIsThere()
    {
        // Nobody listens on port 1, so that the pull fails with and without an internet.
        var repository = $"localhost:1/mcp-test-missing-{Guid.NewGuid():n}";
        await using var stage = await TroubleStage.SetAsync(runners => runners["pools"]![0]!["image"] = $"{repository}:latest");
        var job = stage.Queue("job");
        var explanation = await stage.ExplainFailureAsync(job);

        await stage.Stage.Engine.Images.TagImageAsync(Stage.Image, new ImageTagParameters { RepositoryName = repository, Tag = "latest" }, stage.Cancellation);
        try
        {
            await stage.RequireAllServedAndNothingLeftAsync();
        }
        finally
        {
            await stage.Stage.Engine.Images.DeleteImageAsync($"{repository}:latest", new ImageDeleteParameters { NoPrune = true }, CancellationToken.None);
        }

        Assert.Contains($"docker pull {repository}:latest", explanation, StringComparison.Ordinal);
        Assert.Equal(1, stage.Containers.Started);
    }

    [Fact]
    public async Task Name_ThatIsTakenBySomebodyElse_IsToldAndItsContainerIsLeftAlone()
    {
        await using var stage = await TroubleStage.SetAsync();
        string? foreign = null;
        stage.Proxy.Begin(Trouble.Before(Create, async target =>
        {
            var name = Regex.Match(target, "[?&]name=(?<name>[^&]+)").Groups["name"].Value;
            stage.Proxy.End();
            foreign = (await stage.Stage.Engine.Containers.CreateContainerAsync(
                new CreateContainerParameters { Name = name, Image = Stage.Image, Cmd = ["true"] }, stage.Cancellation)).ID;
        }));
        try
        {
            var job = stage.Queue("job");
            var explanation = await stage.ExplainFailureAsync(job);
            await stage.RequireAllServedAndNothingLeftAsync();

            Assert.Contains("exists that is not this runner's. It was left alone.", explanation, StringComparison.Ordinal);
            Assert.Equal(1, stage.Containers.Started);
            Assert.Equal("created", (await stage.Stage.Engine.Containers.InspectContainerAsync(foreign!, stage.Cancellation)).State?.Status);
        }
        finally
        {
            await stage.Stage.Engine.Containers.RemoveContainerAsync(foreign!, new ContainerRemoveParameters { Force = true }, CancellationToken.None);
        }
    }
}
