using System.Runtime.Versioning;
using Mcp.Tools.Runners.GitHub;
using Microsoft.Extensions.Time.Testing;

namespace Mcp.Tools.Runners.Tests.GitHub;

[UnsupportedOSPlatform("windows")]
public sealed class GhLoginTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gh-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAsync_LoggedIn_IsWhatItPrints()
    {
        var login = new GhLogin(Program("echo token-of $*"), TimeSpan.FromMinutes(1), TimeProvider.System);

        Assert.Equal("token-of auth token --hostname github.com\n", await login.ReadAsync("github.com", Cancel));
    }

    [Fact]
    public async Task ReadAsync_NotLoggedIn_IsNull() =>
        Assert.Null(await new GhLogin(Program("echo no login; exit 1"), TimeSpan.FromMinutes(1), TimeProvider.System).ReadAsync("github.com", Cancel));

    [Fact]
    public async Task ReadAsync_NotInstalled_IsNull() =>
        Assert.Null(await new GhLogin(Path.Combine(_folder, "missing"), TimeSpan.FromMinutes(1), TimeProvider.System).ReadAsync("github.com", Cancel));

    [Fact]
    public async Task ReadAsync_TooSlow_IsNullAndTheProcessEnds()
    {
        var time = new FakeTimeProvider();
        var started = Path.Combine(_folder, "started");
        // The reader of the pipe returns as soon as the program has opened it.
        using (var pipe = System.Diagnostics.Process.Start("mkfifo", started))
        {
            await pipe.WaitForExitAsync(Cancel);
        }

        var reading = new GhLogin(Program($"echo $$ > {started}; exec sleep 600"), TimeSpan.FromSeconds(5), time).ReadAsync("github.com", Cancel);
        var id = (await File.ReadAllTextAsync(started, Cancel)).Trim();
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Null(await reading);
        Assert.False(Directory.Exists($"/proc/{id}") && !(await File.ReadAllTextAsync($"/proc/{id}/stat", Cancel)).Contains(") Z", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Program(string script)
    {
        var path = Path.Combine(_folder, "gh");
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }
}
