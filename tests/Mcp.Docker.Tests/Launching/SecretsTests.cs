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
}
