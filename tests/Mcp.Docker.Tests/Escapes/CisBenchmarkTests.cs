using System.Text.RegularExpressions;
using Docker.DotNet.Models;
using Mcp.Docker.Tests.Launching;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Docker.Tests.Escapes;

/// <summary>
/// Section 5 of the CIS Docker Benchmark v1.5.0 (container runtime), held against a running runner as the engine shows it.
/// <c>docs/isolation.md</c> has a row for each recommendation that is checked here, and no other.
/// </summary>
public sealed partial class CisBenchmarkTests(DockerFixture docker)
{
    private static readonly Dictionary<string, Func<ContainerInspectResponse, bool>> Checks = new(StringComparer.Ordinal)
    {
        ["5.1"] = container => container.HostConfig!.SecurityOpt!.All(option => !option.StartsWith("apparmor", StringComparison.Ordinal)),
        ["5.2"] = container => container.HostConfig!.SecurityOpt!.All(option => !option.StartsWith("label", StringComparison.Ordinal)),
        ["5.3"] = container => container.HostConfig!.CapDrop!.SequenceEqual(["ALL"]) && container.HostConfig.CapAdd is null or [],
        ["5.4"] = container => !container.HostConfig!.Privileged,
        ["5.5"] = container => container.Mounts!.All(mount => mount.Type == "volume") && container.HostConfig!.Binds is null or [],
        ["5.7"] = container => container.HostConfig!.PortBindings is null or { Count: 0 },
        ["5.8"] = container => container.NetworkSettings!.Ports is not { } ports || ports.Values.All(bindings => bindings is null or []),
        ["5.9"] = container => container.HostConfig!.NetworkMode != "host",
        ["5.10"] = container => container.HostConfig!.Memory > 0 && container.HostConfig.MemorySwap == container.HostConfig.Memory,
        ["5.11"] = container => container.HostConfig!.NanoCPUs > 0,
        ["5.12"] = container => container.HostConfig!.ReadonlyRootfs,
        ["5.13"] = container => container.HostConfig!.PortBindings is null or { Count: 0 },
        ["5.14"] = container => container.HostConfig!.RestartPolicy!.Name == RestartPolicyKind.No,
        ["5.15"] = container => container.HostConfig!.PidMode is null or "",
        ["5.16"] = container => container.HostConfig!.IpcMode == "private",
        ["5.17"] = container => container.HostConfig!.Devices is null or [] && container.HostConfig.DeviceRequests is null or [],
        ["5.18"] = container => container.HostConfig!.Ulimits!.Select(limit => limit.Name).Except(["nproc"]).Order(StringComparer.Ordinal).SequenceEqual(["core", "nofile"]),
        ["5.19"] = container => container.Mounts!.All(mount => mount.Propagation is null or "" or "rprivate" or "private"),
        ["5.20"] = container => container.HostConfig!.UTSMode is null or "",
        ["5.21"] = container => container.HostConfig!.SecurityOpt!.All(option => !option.StartsWith("seccomp", StringComparison.Ordinal)),
        ["5.24"] = container => container.HostConfig!.CgroupParent is null or "",
        ["5.25"] = container => container.HostConfig!.SecurityOpt!.Contains("no-new-privileges:true"),
        ["5.28"] = container => container.HostConfig!.PidsLimit > 0,
        ["5.29"] = container => !container.NetworkSettings!.Networks!.ContainsKey("bridge"),
        ["5.30"] = container => container.HostConfig!.UsernsMode is null or "",
        ["5.31"] = container => container.Mounts!.All(mount => !mount.Destination!.EndsWith("docker.sock", StringComparison.Ordinal)),
    };

    [Fact]
    public async Task Runner_Running_FollowsEachRecommendation()
    {
        await using var scope = new LauncherScope(docker);
        var id = await scope.ListeningAsync();

        var container = PodmanWords.Translate(await docker.Client.Containers.InspectContainerAsync(id, TestContext.Current.CancellationToken));

        // Podman calls a private namespace "shareable" where another container could ask to join it.
        Assert.Equal(docker.IsPodman ? ["5.16"] : [], Checks.Where(check => !check.Value(container)).Select(check => check.Key));
    }

    [Fact]
    public async Task Runner_ChangedByHandWhileItRuns_IsListedWithWhatHasChanged()
    {
        await using var scope = new LauncherScope(docker);
        var cancellationToken = TestContext.Current.CancellationToken;
        var id = await scope.ListeningAsync();
        Assert.Empty(Assert.Single(await scope.Launcher.ListAsync(cancellationToken)).Drift);

        var bridge = docker.IsPodman ? "podman" : "bridge";
        await docker.Client.Networks.ConnectNetworkAsync(bridge, new NetworkConnectParameters { Container = id }, cancellationToken);

        Assert.Contains(bridge, Assert.Single(Assert.Single(await scope.Launcher.ListAsync(cancellationToken)).Drift), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OrdinaryContainer_Created_DoesNotFollowThemAll()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var created = await docker.Client.Containers.CreateContainerAsync(
            new CreateContainerParameters { Image = docker.Image, Cmd = ["/bin/true"], HostConfig = new HostConfig { SecurityOpt = [] } }, cancellationToken);
        try
        {
            var container = await docker.Client.Containers.InspectContainerAsync(created.ID, cancellationToken);
            container.HostConfig!.SecurityOpt ??= [];
            container.HostConfig.CapDrop ??= [];
            container.HostConfig.Ulimits ??= [];

            string[] expected = docker.IsPodman ? ["5.3", "5.10", "5.11", "5.12", "5.25"] : ["5.3", "5.10", "5.11", "5.12", "5.25", "5.28", "5.29"];
            Assert.DoesNotContain(expected, number => Checks[number](container));
        }
        finally
        {
            await docker.Client.Containers.RemoveContainerAsync(created.ID, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, CancellationToken.None);
        }
    }

    [Fact]
    public void Documentation_OfIsolation_HasARowForEachCheckAndNoOther()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "isolation.md"));

        var proved = Row().Matches(page).Where(row => row.Groups["proof"].Value.Contains("CisBenchmarkTests", StringComparison.Ordinal)).Select(row => row.Groups["number"].Value);

        Assert.Equal(Checks.Keys.Order(StringComparer.Ordinal), proved.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\| (?<number>5\.\d+) .*\| (?<proof>[^|]*) \|$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Row();
}
