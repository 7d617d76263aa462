using System.Collections.Immutable;
using System.Threading.Channels;
using Docker.DotNet;
using Docker.DotNet.Models;
using Mcp.Tools.Runners;
using Mcp.Tools.Runners.Launching;
using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.Options;

namespace Mcp.Docker.Tests.Launching;

/// <summary>The engine pulls from a registry that the test holds in its hand.</summary>
public sealed class ImagePullTests(DockerFixture docker) : IAsyncLifetime
{
    private readonly List<string> _pulled = [];
    private readonly Channel<StatusEntry> _shown = Channel.CreateUnbounded<StatusEntry>();
    private TinyRegistry _registry = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _registry = await TinyRegistry.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _registry.DisposeAsync();
        foreach (var image in _pulled)
        {
            try
            {
                await docker.Client.Images.DeleteImageAsync(image, new ImageDeleteParameters { Force = true }, CancellationToken.None);
            }
            catch (DockerApiException ex) when (EngineErrors.IsMissing(ex))
            {
                // It was never pulled, which some of the tests are about.
                continue;
            }
        }
    }

    [Fact]
    public async Task CreateAsync_TenLaunchesOfAMissingImage_WaitOnOnePullWhoseProgressIsShown()
    {
        await using var scope = new LauncherScope(docker);
        using var launcher = Launcher(scope);
        var image = Name("ten");
        _registry.Push("ten", "latest", RegistryImage.Make());
        _registry.Hold();

        var launches = Enumerable.Range(0, 10).Select(_ => launcher.CreateAsync(Launch(scope, image), Cancellation)).ToList();
        await _registry.HalfSent;
        var pull = await ShownAsync(pull => pull.DoneBytes > 0);
        Assert.DoesNotContain(launches, launch => launch.IsCompleted);
        _registry.Open();
        var containers = await Task.WhenAll(launches);

        Assert.Equal(10, containers.Distinct().Count());
        Assert.Equal((1, 1), (_registry.ManifestsSent, _registry.LayersSent));
        Assert.Equal(image, pull.Image);
        Assert.Equal((1, 0), (pull.Layers, pull.LayersDone));
        Assert.InRange(pull.DoneBytes, 1, (2 << 20) - 1);
        Assert.InRange(pull.TotalBytes ?? 0, 2 << 20, 3 << 20);
        await NoneShownAsync();
    }

    [Fact]
    public async Task CreateAsync_OneOfTheWaitersIsCancelled_TheOthersGetTheirImage()
    {
        await using var scope = new LauncherScope(docker);
        using var launcher = Launcher(scope);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        _registry.Push("leaver", "latest", RegistryImage.Make());
        _registry.Hold();

        var first = launcher.CreateAsync(Launch(scope, Name("leaver")), leaving.Token);
        await _registry.HalfSent;
        var second = launcher.CreateAsync(Launch(scope, Name("leaver")), Cancellation);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _registry.Open();
        await second;

        Assert.Equal((1, 1), (_registry.ManifestsSent, _registry.LayersSent));
        Assert.Single(await launcher.ListAsync(Cancellation));
    }

    [Theory]
    [InlineData("octocat:s3cret", true)]
    [InlineData("octocat:wrong", false)]
    public async Task CreateAsync_PrivateImage_IsPulledWithTheUsersLogin(string login, bool isPulled)
    {
        await using var scope = new LauncherScope(docker);
        var folder = Directory.CreateTempSubdirectory("mcp-login-").FullName;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "config.json"),
            $$"""{"auths":{"{{_registry.Address}}":{"auth":"{{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(login))}}"} } }""",
            Cancellation);
        using var launcher = new DockerLauncher(
            Options.Create(docker.Options()), () => scope.ControllerId, TimeProvider.System, scope.Log, BoardAccess.None, new RegistryLogin(folder, (_, _, _) => Task.FromResult<string?>(null)));
        _registry.Push("private", "latest", RegistryImage.Make());
        _registry.Login = "octocat:s3cret";

        var launch = launcher.CreateAsync(Launch(scope, Name("private")), Cancellation);

        if (isPulled)
        {
            await launch;
        }
        else
        {
            var error = await Assert.ThrowsAsync<LauncherException>(() => launch);
            Assert.Equal(ReasonCode.ImageMissing, error.Code);
            Assert.DoesNotContain("wrong", error.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("s3cret", scope.Log.Text, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task CreateAsync_TheRegistryHasNoSuchImage_AllWaitersHearWhy()
    {
        await using var scope = new LauncherScope(docker);
        using var launcher = Launcher(scope);
        _registry.Push("known", "latest", RegistryImage.Make());

        var launches = Enumerable.Range(0, 3).Select(_ => launcher.CreateAsync(Launch(scope, Name("known", "v9")), Cancellation)).ToList();

        foreach (var launch in launches)
        {
            var error = await Assert.ThrowsAsync<LauncherException>(() => launch);
            Assert.Equal(ReasonCode.ImageMissing, error.Code);
            Assert.Contains("manifest", error.Message, StringComparison.Ordinal);
            Assert.EndsWith($"Run: docker pull {Name("known", "v9")}", error.Message, StringComparison.Ordinal);
        }

        Assert.Empty(await launcher.ListAsync(Cancellation));
        await NoneShownAsync();
    }

    [Fact]
    public async Task CreateAsync_ALayerIsRefused_FailsWithTheReasonAndTheNextLaunchPullsAnew()
    {
        await using var scope = new LauncherScope(docker);
        using var launcher = Launcher(scope);
        var image = Name("broken");
        _registry.Push("broken", "latest", RegistryImage.Make());
        _registry.RefusesLayers = true;

        // The engine has answered 200 by then: the reason is in the stream of progress only.
        var error = await Assert.ThrowsAsync<LauncherException>(() => launcher.CreateAsync(Launch(scope, image), Cancellation));

        Assert.Equal(ReasonCode.ImageMissing, error.Code);
        Assert.Contains("the test refuses this layer", error.Message, StringComparison.Ordinal);
        _registry.RefusesLayers = false;
        Assert.NotEmpty(await launcher.CreateAsync(Launch(scope, image), Cancellation));
    }

    [Fact]
    public async Task CreateAsync_ImageByDigest_GetsExactlyThatOneThroughALaterPush()
    {
        await using var scope = new LauncherScope(docker);
        using var launcher = Launcher(scope);
        var digest = _registry.Push("pinned", "latest", RegistryImage.Make());
        _registry.Push("pinned", "latest", RegistryImage.Make());
        var image = $"{_registry.Address}/pinned@{digest}";
        _pulled.Add(image);

        var id = await launcher.CreateAsync(Launch(scope, image), Cancellation);

        var container = await docker.Client.Containers.InspectContainerAsync(id, Cancellation);
        var found = await docker.Client.Images.InspectImageAsync(container.Image, Cancellation);
        Assert.Equal([image], found.RepoDigests);
    }

    [Fact]
    public async Task CreateAsync_ListForSeveralArchitectures_TakesTheHosts()
    {
        await using var scope = new LauncherScope(docker);
        using var launcher = Launcher(scope);
        _registry.PushList(
            "list", "latest", (RegistryImage.Foreign, RegistryImage.Make(RegistryImage.Foreign)), (RegistryImage.Native, RegistryImage.Make()));

        var id = await launcher.CreateAsync(Launch(scope, Name("list")), Cancellation);

        var container = await docker.Client.Containers.InspectContainerAsync(id, Cancellation);
        Assert.Equal(RegistryImage.Native, (await docker.Client.Images.InspectImageAsync(container.Image, Cancellation)).Architecture);
        Assert.Equal(1, _registry.LayersSent);
    }

    [Fact]
    public async Task CreateAsync_ListWithoutTheHostsArchitecture_SaysSoBeforeAnyLayerComes()
    {
        await using var scope = new LauncherScope(docker);
        using var launcher = Launcher(scope);
        _registry.PushList("foreign", "latest", (RegistryImage.Foreign, RegistryImage.Make(RegistryImage.Foreign)));

        var error = await Assert.ThrowsAsync<LauncherException>(() => launcher.CreateAsync(Launch(scope, Name("foreign")), Cancellation));

        Assert.Equal(ReasonCode.ImageWrongArchitecture, error.Code);
        Assert.Contains("docker manifest inspect", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, _registry.LayersSent);
    }

    [Fact]
    public async Task CreateAsync_OnlyImageIsOfAnotherArchitecture_Refuses()
    {
        await using var scope = new LauncherScope(docker);
        using var launcher = Launcher(scope);
        _registry.Push("single", "latest", RegistryImage.Make(RegistryImage.Foreign));

        var error = await Assert.ThrowsAsync<LauncherException>(() => launcher.CreateAsync(Launch(scope, Name("single")), Cancellation));

        Assert.Equal(ReasonCode.ImageWrongArchitecture, error.Code);
        Assert.Contains("--platform", error.Message, StringComparison.Ordinal);
        Assert.Empty(await launcher.ListAsync(Cancellation));
    }

    private string Name(string repository, string tag = "latest")
    {
        var name = $"{_registry.Address}/{repository}:{tag}";
        _pulled.Add(name);
        return name;
    }

    private DockerLauncher Launcher(LauncherScope scope) => new(
        Options.Create(docker.Options()), () => scope.ControllerId, TimeProvider.System, scope.Log, new BoardAccess(_ => null, entry => _shown.Writer.TryWrite(entry)));

    private static RunnerLaunch Launch(LauncherScope scope, string image)
    {
        var launch = scope.Launch();
        launch.Pool.Image = image;
        return launch;
    }

    private async Task<ImagePull> ShownAsync(Func<ImagePull, bool> isWanted)
    {
        await foreach (var entry in _shown.Reader.ReadAllAsync(Cancellation))
        {
            if (Read(entry) is [var pull, ..] && isWanted(pull))
            {
                return pull;
            }
        }

        throw new InvalidOperationException("Nothing more is shown.");
    }

    private async Task NoneShownAsync()
    {
        await foreach (var entry in _shown.Reader.ReadAllAsync(Cancellation))
        {
            if (entry.Key == "pulls" && Read(entry) is [])
            {
                return;
            }
        }
    }

    private static ImmutableArray<ImagePull> Read(StatusEntry entry) =>
        entry.Key == "pulls" ? StatusJson.ReadPulls(entry, entry.AsOf)!.Pulls : [];
}
