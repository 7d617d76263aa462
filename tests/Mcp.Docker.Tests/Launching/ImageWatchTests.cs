using System.Collections.Concurrent;
using Docker.DotNet;
using Docker.DotNet.Models;
using Mcp.Tools.Runners;
using Mcp.Tools.Runners.Launching;
using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.Time.Testing;

namespace Mcp.Docker.Tests.Launching;

/// <summary>Looking at, refreshing and removing images on the real engine, from a registry that the test fills.</summary>
public sealed class ImageWatchTests : IAsyncLifetime
{
    private const string Repository = "watched";

    private readonly DockerFixture _docker;
    private readonly EngineConnection _connection;
    private readonly ConcurrentDictionary<string, StatusEntry> _board = new(StringComparer.Ordinal);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly RecordedLog<ImageWatchTests> _log = new();
    private readonly HashSet<string> _made = [];
    private TinyRegistry _registry = null!;

    public ImageWatchTests(DockerFixture docker)
    {
        _docker = docker;
        _connection = new EngineConnection(docker.Options().Docker, TimeProvider.System);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Image => $"{_registry.Address}/{Repository}:latest";

    public async ValueTask InitializeAsync() => _registry = await TinyRegistry.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _registry.DisposeAsync();
        foreach (var image in _made)
        {
            try
            {
                await _docker.Client.Images.DeleteImageAsync(image, new ImageDeleteParameters { Force = true }, CancellationToken.None);
            }
            catch (DockerApiException ex) when (EngineErrors.IsMissing(ex))
            {
                // Removed by what is tested.
                continue;
            }
        }
    }

    [Fact]
    public async Task LookAsync_PulledImage_ShowsDigestAgeVersionAndWhenItWasPulled()
    {
        var digest = _registry.Push(Repository, "latest", RegistryImage.Make(version: "2.330.0"));
        using var bench = new WatchBench(this);
        await bench.Images.EnsureAsync(bench.Pool, Cancellation);

        await bench.Images.LookAsync(Cancellation);

        var image = Seen();
        Assert.Equal(("pool", Image, digest, RegistryImage.Native, "2.330.0"), (image.Pool, image.Image, image.Digest, image.Architecture, image.RunnerVersion));
        Assert.Equal((new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), _time.GetUtcNow()), (image.CreatedAt, image.PulledAt));
        Assert.Null(image.Problem);
    }

    [Fact]
    public async Task LookAsync_NotOnTheEngine_SaysSoAndPullsNothing()
    {
        _registry.Push(Repository, "latest", RegistryImage.Make());
        using var bench = new WatchBench(this);

        await bench.Images.LookAsync(Cancellation);

        Assert.Null(Seen().Id);
        Assert.Empty(_registry.Requests);
    }

    [Fact]
    public async Task LookAsync_RefreshIsDue_PullsTheNewOneAndRemovesTheOld()
    {
        _registry.Push(Repository, "latest", RegistryImage.Make());
        using var bench = new WatchBench(this);
        await bench.Images.EnsureAsync(bench.Pool, Cancellation);
        await bench.Images.LookAsync(Cancellation);
        var old = Remember();
        var digest = _registry.Push(Repository, "latest", RegistryImage.Make());

        _time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        await bench.Images.LookAsync(Cancellation);
        Assert.Equal(old, Seen().Id);
        _time.Advance(TimeSpan.FromSeconds(1));
        await bench.Images.LookAsync(Cancellation);

        Assert.Equal((digest, _time.GetUtcNow()), (Seen().Digest, Seen().PulledAt));
        Remember();
        Assert.False(await ExistsAsync(old));
        Assert.DoesNotContain(old, _board["pulled_images"].Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LookAsync_OldImageIsUsedByAContainer_StaysUntilThatIsGone()
    {
        _registry.Push(Repository, "latest", RegistryImage.Make());
        using var bench = new WatchBench(this);
        await bench.Images.EnsureAsync(bench.Pool, Cancellation);
        await bench.Images.LookAsync(Cancellation);
        var old = Remember();
        var container = await _docker.Client.Containers.CreateContainerAsync(
            new CreateContainerParameters { Image = old, Cmd = ["/none"], Name = $"{_docker.NetworkPrefix}-uses-old" }, Cancellation);
        try
        {
            _registry.Push(Repository, "latest", RegistryImage.Make());
            _time.Advance(TimeSpan.FromDays(7));
            await bench.Images.LookAsync(Cancellation);
            Remember();
            Assert.NotEqual(old, Seen().Id);
            Assert.True(await ExistsAsync(old));
        }
        finally
        {
            await _docker.Client.Containers.RemoveContainerAsync(container.ID, new ContainerRemoveParameters { Force = true }, CancellationToken.None);
        }

        await bench.Images.LookAsync(Cancellation);

        Assert.False(await ExistsAsync(old));
    }

    [Fact]
    public async Task LookAsync_OldImageWasThereBefore_IsLeftAlone()
    {
        _registry.Push(Repository, "latest", RegistryImage.Make());
        await _docker.Client.Images.CreateImageAsync(
            new ImagesCreateParameters { FromImage = Image }, new AuthConfig(), new SynchronousProgress<JSONMessage>(_ => { }), Cancellation);
        var old = (await _docker.Client.Images.InspectImageAsync(Image, Cancellation)).ID;
        _made.Add(old);
        using var bench = new WatchBench(this);

        // Pulled by somebody else at an unknown time: looked up at once, and it is still the newest.
        await bench.Images.LookAsync(Cancellation);
        Assert.Equal((old, _time.GetUtcNow()), (Seen().Id, Seen().PulledAt));
        _registry.Push(Repository, "latest", RegistryImage.Make());
        _time.Advance(TimeSpan.FromDays(7));
        await bench.Images.LookAsync(Cancellation);

        Assert.NotEqual(old, Remember());
        Assert.True(await ExistsAsync(old));
    }

    [Fact]
    public async Task LookAsync_PoolNamesAnotherDigest_TheOneBeforeIsRemoved()
    {
        var before = _registry.Push(Repository, "latest", RegistryImage.Make());
        var after = _registry.Push(Repository, "latest", RegistryImage.Make());
        using (var bench = new WatchBench(this, $"{_registry.Address}/{Repository}@{before}"))
        {
            await bench.Images.EnsureAsync(bench.Pool, Cancellation);
            _time.Advance(TimeSpan.FromDays(100));
            await bench.Images.LookAsync(Cancellation);
        }

        // Named by its digest, it was neither pulled anew nor taken for one that is replaced.
        var old = Remember();
        Assert.Equal((before, 1), (Seen().Digest, _registry.ManifestsSent));
        using var changed = new WatchBench(this, $"{_registry.Address}/{Repository}@{after}");
        await changed.Images.EnsureAsync(changed.Pool, Cancellation);
        await changed.Images.LookAsync(Cancellation);

        Remember();
        Assert.Equal(after, Seen().Digest);
        Assert.False(await ExistsAsync(old));
    }

    [Fact]
    public async Task LookAsync_OldImageHasAnotherName_IsLeftAlone()
    {
        _registry.Push(Repository, "latest", RegistryImage.Make());
        using var bench = new WatchBench(this);
        await bench.Images.EnsureAsync(bench.Pool, Cancellation);
        await bench.Images.LookAsync(Cancellation);
        var old = Remember();
        var name = $"{_docker.NetworkPrefix}-kept";
        _made.Add($"{name}:latest");
        await _docker.Client.Images.TagImageAsync(old, new ImageTagParameters { RepositoryName = name, Tag = "latest" }, Cancellation);
        _registry.Push(Repository, "latest", RegistryImage.Make());
        _time.Advance(TimeSpan.FromDays(7));

        await bench.Images.LookAsync(Cancellation);

        Assert.NotEqual(old, Remember());
        Assert.True(await ExistsAsync(old));
    }

    [Fact]
    public async Task LookAsync_RefreshFails_KeepsTheImageWarnsAndTriesAgainAfterAnHour()
    {
        _registry.Push(Repository, "latest", RegistryImage.Make());
        using var bench = new WatchBench(this);
        await bench.Images.EnsureAsync(bench.Pool, Cancellation);
        await bench.Images.LookAsync(Cancellation);
        var old = Remember();
        _registry.Withdraw(Repository, "latest");
        _time.Advance(TimeSpan.FromDays(7));

        await bench.Images.LookAsync(Cancellation);
        var requests = _registry.Requests.Count;
        await bench.Images.LookAsync(Cancellation);

        Assert.Equal(requests, _registry.Requests.Count);
        Assert.Contains("could not be pulled", Seen().Problem, StringComparison.Ordinal);
        Assert.Contains("runners start from the one that is there", _log.Text, StringComparison.Ordinal);
        await bench.Images.EnsureAsync(bench.Pool, Cancellation);
        var digest = _registry.Push(Repository, "latest", RegistryImage.Make());
        _time.Advance(TimeSpan.FromHours(1));
        await bench.Images.LookAsync(Cancellation);
        Remember();
        Assert.Equal((digest, null), (Seen().Digest, Seen().Problem));
        Assert.False(await ExistsAsync(old));
    }

    private PoolImage Seen() => Assert.Single(StatusJson.ReadImages(_board["images"])!.Images);

    /// <summary>The image that is seen; removed at the end.</summary>
    private string Remember()
    {
        var id = Seen().Id ?? throw new InvalidOperationException("There is none.");
        _made.Add(id);
        return id;
    }

    private async Task<bool> ExistsAsync(string id)
    {
        try
        {
            await _docker.Client.Images.InspectImageAsync(id, Cancellation);
            return true;
        }
        catch (DockerApiException ex) when (EngineErrors.IsMissing(ex))
        {
            return false;
        }
    }

    private sealed class WatchBench : IDisposable
    {
        public WatchBench(ImageWatchTests test, string? image = null)
        {
            Pool = new RunnerPool { Name = "pool", Image = image ?? test.Image };
            test._made.Add(Pool.Image);
            Images = new RunnerImages(
                test._connection, [Pool], new BoardAccess(key => test._board.GetValueOrDefault(key), entry => test._board[entry.Key] = entry), new RegistryLogin(AppContext.BaseDirectory, (_, _, _) => Task.FromResult<string?>(null)), test._time, test._log);
        }

        public RunnerPool Pool { get; }

        public RunnerImages Images { get; }

        public void Dispose() => Images.Dispose();
    }
}
