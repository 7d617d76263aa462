using System.Globalization;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Docker.Tests.Launching;

/// <summary>What a job can do, asked from inside a running container.</summary>
public sealed class IsolationTests(DockerFixture docker)
{
    [Fact]
    public async Task Listener_Running_HasNoPowers()
    {
        await using var scope = new LauncherScope(docker);
        var id = await scope.ListeningAsync();

        var status = (await scope.Launcher.ReadLogTailAsync(id, TestContext.Current.CancellationToken)).Split('\n')
            .Select(line => line.Split(':', 2)).Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1].Trim());

        Assert.Equal("1001\t1001\t1001\t1001", status["Uid"]);
        Assert.Equal("1001\t1001\t1001\t1001", status["Gid"]);
        Assert.All(
            ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"],
            set => Assert.Equal(0ul, ulong.Parse(status[set], NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
        Assert.Equal("1", status["NoNewPrivs"]);
        Assert.Equal("2", status["Seccomp"]);
    }

    [Fact]
    public async Task Root_Running_IsReadOnlyButForTheRunnersFolders()
    {
        await using var scope = new LauncherScope(docker);
        var id = await scope.ListeningAsync();

        var mounts = (await scope.Probe.ShellAsync(id, "cat /proc/self/mounts")).Output;
        var root = Assert.Single(mounts.Split('\n'), line => line.Split(' ') is [_, "/", ..]);
        Assert.Contains("ro", root.Split(' ')[3].Split(','));
        var (refused, reason) = await scope.Probe.ShellAsync(id, "echo x > /x");
        Assert.NotEqual(0, refused);
        Assert.Contains("Read-only file system", reason, StringComparison.Ordinal);

        foreach (var folder in new[] { "/home/runner", "/home/runner/bin", "/tmp", "/run" })
        {
            Assert.Equal((0, string.Empty), await scope.Probe.ShellAsync(id, $"echo x > {folder}/x"));
        }

        Assert.Equal((0, "ran\n"), await scope.Probe.ShellAsync(id, "printf '#!/bin/sh\\necho ran\\n' > /tmp/job && chmod +x /tmp/job && /tmp/job"));
    }

    [Fact]
    public async Task Limits_Running_AreInForce()
    {
        await using var scope = new LauncherScope(docker);
        var id = await scope.ListeningAsync();

        async Task<string> ReadAsync(string version2, string version1) =>
            (await scope.Probe.ShellAsync(id, $"cat /sys/fs/cgroup/{version2} 2>/dev/null || cat /sys/fs/cgroup/{version1}")).Output.Trim();

        Assert.Equal("128", await ReadAsync("pids.max", "pids/pids.max"));
        Assert.Equal((256L << 20).ToString(CultureInfo.InvariantCulture), await ReadAsync("memory.max", "memory/memory.limit_in_bytes"));
        Assert.Equal("0", (await scope.Probe.ShellAsync(id, "ulimit -c")).Output.Trim());
        Assert.Equal(Math.Min(65_536, ProcessLimits.OfThisProcess().OpenFiles ?? long.MaxValue).ToString(CultureInfo.InvariantCulture), (await scope.Probe.ShellAsync(id, "ulimit -n")).Output.Trim());
        Assert.Equal("500", (await scope.Probe.ShellAsync(id, "cat /proc/1/oom_score_adj")).Output.Trim());
    }

    [Fact]
    public async Task Mounts_Running_HoldNothingOfTheHosts()
    {
        await using var scope = new LauncherScope(docker);
        var id = await scope.ListeningAsync();

        var container = await docker.Client.Containers.InspectContainerAsync(id, TestContext.Current.CancellationToken);
        var mount = Assert.Single(container.Mounts!);
        Assert.Equal(("volume", "/home/runner"), (mount.Type, mount.Destination));

        string[] engines =
        [
            "/", "/proc", "/dev", "/dev/pts", "/sys", "/sys/fs/cgroup", "/dev/mqueue", "/dev/shm", "/etc/resolv.conf", "/etc/hostname",
            "/etc/hosts", "/sbin/docker-init", "/dev/console", "/sys/firmware",
            .. docker.IsPodman ? ["/run/podman-init", "/var/tmp", "/sys/dev/block"] : Array.Empty<string>(),
        ];
        var targets = (await scope.Probe.ShellAsync(id, "cat /proc/self/mounts")).Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[1]);
        Assert.All(targets, target => Assert.True(
            engines.Contains(target) || target is "/home/runner" or "/tmp" or "/run" ||
            target.StartsWith("/proc/", StringComparison.Ordinal) || target.StartsWith("/sys/fs/cgroup/", StringComparison.Ordinal),
            $"{target} is mounted."));
        Assert.NotEqual(0, (await scope.Probe.ShellAsync(id, "ls /var/run/docker.sock /run/docker.sock")).ExitCode);
    }

    [Fact]
    public async Task Network_OfAPool_KeepsRunnersApart()
    {
        await using var scope = new LauncherScope(docker);
        var first = await scope.ListeningAsync();
        var second = await scope.ListeningAsync();

        var networks = await Task.WhenAll(new[] { first, second }.Select(async id =>
            (await docker.Client.Containers.InspectContainerAsync(id, TestContext.Current.CancellationToken)).NetworkSettings!.Networks!));
        var (name, endpoint) = Assert.Single(networks[0]);
        Assert.Equal(endpoint.NetworkID, Assert.Single(networks[1]).Value.NetworkID);
        Assert.StartsWith($"{docker.NetworkPrefix}-pool-", name, StringComparison.Ordinal);
        if (!docker.IsPodman)
        {
            // Podman has no word for it: there rules of iptables keep neighbours apart, which EscapeTests proves.
            var network = await docker.Client.Networks.InspectNetworkAsync(endpoint.NetworkID, TestContext.Current.CancellationToken);
            Assert.Equal("false", network.Options!["com.docker.network.bridge.enable_icc"]);
        }
    }

    [Theory]
    [InlineData("octocat/hello-world", 0)]
    [InlineData("Octocat/Hello-World", 0)]
    [InlineData("octocat/hello-world-2", 1)]
    [InlineData("octocat/hello", 1)]
    [InlineData("evil/hello-world", 1)]
    [InlineData("", 1)]
    [InlineData("octocat/*", 1)]
    public async Task Hook_JobOfARepository_IsLetThroughOnlyIfTheRunnerWasMadeForIt(string repository, int exitCode)
    {
        await using var scope = new LauncherScope(docker);
        var id = await scope.ListeningAsync();

        var hook = (await scope.Probe.ShellAsync(id, "tr '\\0' '\\n' < /proc/1/environ | sed -n 's/^ACTIONS_RUNNER_HOOK_JOB_STARTED=//p'")).Output.Trim();
        var (code, output) = await scope.Probe.ShellAsync(id, $"GITHUB_REPOSITORY='{repository}' sh {hook}");

        Assert.Equal((exitCode, exitCode != 0), ((int)code, output.Contains("was refused before its first step", StringComparison.Ordinal)));
        Assert.NotEqual(0, (await scope.Probe.ShellAsync(id, $"echo 'exit 0' > {hook}")).ExitCode);
    }
}
