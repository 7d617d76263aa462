using Docker.DotNet.Models;
using Mcp.Tools.Runners.Launching;
using Microsoft.Extensions.Time.Testing;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class PullTallyTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly PullTally _tally;

    public PullTallyTests() => _tally = new PullTally("runner:1", _time);

    [Fact]
    public void Read_BeforeAnything_KnowsNoSize()
    {
        var pull = _tally.Read();

        Assert.Equal(("runner:1", 0, 0L, null), (pull.Image, pull.Layers, pull.DoneBytes, pull.TotalBytes));
        Assert.Equal((_time.GetUtcNow(), _time.GetUtcNow()), (pull.Since, pull.ChangedAt));
    }

    [Fact]
    public void Read_SomeLayerHasNotBegun_CountsBytesButKnowsNoTotal()
    {
        Tell("a", "Pulling fs layer");
        Tell("b", "Waiting");
        Tell("a", "Downloading", 30, 100);

        Assert.Equal((2, 0, 30L, null), Numbers());
    }

    [Fact]
    public void Read_AllLayersHaveASizeOrHaveCome_KnowsTheTotal()
    {
        Tell("a", "Downloading", 30, 100);
        Tell("b", "Downloading", 5, 50);
        Tell("b", "Download complete");
        Tell("c", "Already exists");

        Assert.Equal((3, 1, 80L, 150L), Numbers());
    }

    [Fact]
    public void Read_Extracting_GoesNotBackToTheBytesOfTheExtraction()
    {
        Tell("a", "Downloading", 100, 100);
        Tell("a", "Extracting", 1, 100);
        Assert.Equal((1, 0, 100L, 100L), Numbers());

        Tell("a", "Pull complete");
        Assert.Equal((1, 1, 100L, 100L), Numbers());
    }

    [Fact]
    public void Add_TheSameAgain_IsNoChange()
    {
        Tell("a", "Downloading", 30, 100);
        _time.Advance(TimeSpan.FromSeconds(5));
        Tell("a", "Downloading", 30, 100);

        Assert.Equal(TimeSpan.FromSeconds(5), _time.GetUtcNow() - _tally.Read().ChangedAt);
        Tell("a", "Downloading", 31, 100);
        Assert.Equal(_time.GetUtcNow(), _tally.Read().ChangedAt);
    }

    [Theory]
    [InlineData("latest", "Pulling from team/runner")]
    [InlineData("a", "Retrying in 5 seconds")]
    public void Add_NotAboutALayer_CountsNone(string id, string status)
    {
        Tell(id, status);

        Assert.Equal(0, _tally.Read().Layers);
    }

    [Fact]
    public void Add_Error_KeepsTheFirst()
    {
        _tally.Add(new JSONMessage { Error = new JSONError { Message = "no space" } });
        _tally.Add(new JSONMessage { Error = new JSONError { Message = "context canceled" } });

        Assert.Equal("no space", _tally.Error);
    }

    private (int Layers, int LayersDone, long DoneBytes, long? TotalBytes) Numbers()
    {
        var pull = _tally.Read();
        return (pull.Layers, pull.LayersDone, pull.DoneBytes, pull.TotalBytes);
    }

    private void Tell(string layer, string status, long current = 0, long total = 0) =>
        _tally.Add(new JSONMessage { ID = layer, Status = status, Progress = new JSONProgress { Current = current, Total = total } });
}
