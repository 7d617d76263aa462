using Mcp.Docker.Tests.EngineTrouble;
using Mcp.Tools.Runners;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Docker.Tests.Launching;

/// <summary>The just-in-time configuration is where the listener reads it, and nowhere else.</summary>
public sealed class SecretsTests(DockerFixture docker)
{
    [Fact]
    public async Task Files_Running_AreTheRunnersAlone()
    {
        await using var scope = new LauncherScope(docker);
        var id = await scope.ListeningAsync();

        foreach (var (name, content) in scope.Jit.Files)
        {
            Assert.Equal((0, $"600 1001 1001 {content}"), await scope.Probe.ShellAsync(id, $"printf '%s ' \"$(stat -c '%a %u %g' /home/runner/{name})\"; cat /home/runner/{name}"));
        }

        Assert.Equal((0, "755 1001 1001\n"), await scope.Probe.ShellAsync(id, "stat -c '%a %u %g' /home/runner"));
    }

    /// <summary>All that an engine still has of a runner that has ended, its volume aside, which goes with it.</summary>
    [Fact]
    public async Task Configuration_Finished_ShowsInNoLayerInspectionOrLog()
    {
        await using var scope = new LauncherScope(docker);
        var cancellationToken = TestContext.Current.CancellationToken;
        var id = await scope.Launcher.CreateAsync(scope.Launch("exit", "0"), cancellationToken);
        await scope.Launcher.StartAsync(id, cancellationToken);
        await scope.Probe.WaitForExitAsync(id);
        var container = await docker.Client.Containers.InspectContainerAsync(id, cancellationToken);

        var seen = new Dictionary<string, string>
        {
            ["docker inspect"] = await scope.Probe.InspectRawAsync(id),
            ["container log"] = await scope.Launcher.ReadLogTailAsync(id, cancellationToken),
            ["environment"] = string.Join('\n', container.Config!.Env!),
            ["arguments"] = string.Join('\n', [container.Path!, .. container.Args!]),
            ["file system"] = await TextOfAsync(await docker.Client.Containers.ExportContainerAsync(id, cancellationToken)),
            ["image history"] = string.Join('\n', (await docker.Client.Images.GetImageHistoryAsync(container.Image!, cancellationToken)).Select(layer => layer.CreatedBy)),
            ["image layers"] = await TextOfAsync(await docker.Client.Images.SaveImageAsync(docker.Image, cancellationToken)),
        };

        Assert.All(seen, place => Assert.NotEmpty(place.Value));
        Assert.All(seen, place => Assert.DoesNotContain(scope.Jit.Traces, trace => place.Value.Contains(trace, StringComparison.Ordinal)));
        Assert.Contains("Runner.Listener", seen["image layers"], StringComparison.Ordinal);
        var volume = Assert.Single(container.Mounts!).Name;
        await scope.Launcher.RemoveAsync(id, TimeSpan.Zero, cancellationToken);
        Assert.DoesNotContain((await docker.Client.Volumes.ListAsync(new(), cancellationToken)).Volumes ?? [], left => left.Name == volume);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CreateAsync_EngineTakesNoFiles_UsesTheEnvironmentOnlyIfAllowed(bool allowed)
    {
        await using var scope = new LauncherScope(docker);
        var cancellationToken = TestContext.Current.CancellationToken;
        var options = docker.Options();
        await using var proxy = new EngineProxy(Path.Combine(Path.GetTempPath(), $"{docker.NetworkPrefix}-{allowed}.sock"), docker.Endpoint.LocalPath);
        proxy.Begin(Trouble.Refuse(403, "archives are not allowed here", "^PUT /containers/[0-9a-f]+/archive$"));
        options.Docker.Endpoint = proxy.Endpoint;
        options.Docker.JitInEnvironment = allowed;
        using var launcher = new DockerLauncher(Microsoft.Extensions.Options.Options.Create(options), () => scope.ControllerId, TimeProvider.System, scope.Log);

        var creation = launcher.CreateAsync(scope.Launch(), cancellationToken);

        if (allowed)
        {
            var container = await docker.Client.Containers.InspectContainerAsync(await creation, cancellationToken);
            Assert.Contains($"ACTIONS_RUNNER_INPUT_JITCONFIG={scope.Jit.Configuration.Reveal()}", container.Config!.Env!);
            Assert.Contains((await launcher.GetStatusAsync(cancellationToken)).Warnings, warning => warning.Contains("docker inspect", StringComparison.Ordinal));
        }
        else
        {
            Assert.Contains("archives are not allowed here", (await Assert.ThrowsAsync<LauncherException>(() => creation)).Message, StringComparison.Ordinal);
            Assert.Empty(await launcher.ListAsync(cancellationToken));
        }

        Assert.DoesNotContain(scope.Jit.Traces, trace => scope.Log.Text.Contains(trace, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Configuration_Running_ShowsNowhere()
    {
        await using var scope = new LauncherScope(docker);
        var id = await scope.ListeningAsync();

        var seen = new Dictionary<string, string>
        {
            ["docker inspect"] = await scope.Probe.InspectRawAsync(id),
            ["container log"] = await scope.Probe.WaitForLogAsync(id, "Listening for Jobs"),
            ["our log"] = scope.Log.Text,
            ["environment"] = (await scope.Probe.ShellAsync(id, "cat /proc/1/environ /proc/self/environ")).Output,
            ["arguments"] = (await scope.Probe.ShellAsync(id, "cat /proc/[0-9]*/cmdline")).Output,
        };

        Assert.True(scope.Jit.Traces.Count > 100);
        Assert.All(seen, place => Assert.NotEmpty(place.Value));
        Assert.All(seen, place => Assert.DoesNotContain(scope.Jit.Traces, trace => place.Value.Contains(trace, StringComparison.Ordinal)));
        Assert.Contains(scope.Jit.Traces, trace => scope.Jit.Files[".credentials_rsaparams"].Contains(trace, StringComparison.Ordinal));
    }

    /// <summary>Byte for byte; the layers of these archives are not compressed.</summary>
    private static async Task<string> TextOfAsync(Stream archive)
    {
        await using (archive)
        {
            using var copy = new MemoryStream();
            await archive.CopyToAsync(copy, TestContext.Current.CancellationToken);
            return System.Text.Encoding.Latin1.GetString(copy.GetBuffer(), 0, (int)copy.Length);
        }
    }
}
