using System.Diagnostics;

namespace GitHubSimulator.Tests;

/// <summary>The shell runner as a real process in a folder of its own: with busybox where there is one, else with the system's sh.</summary>
internal sealed class ShellRunner : IDisposable
{
    private static readonly string? Busybox = Array.Find(["/bin/busybox", "/usr/bin/busybox"], File.Exists);

    private readonly Process _process;

    public ShellRunner(string encodedJitConfiguration)
    {
        Root = Directory.CreateTempSubdirectory("simulated-runner-").FullName;
        Directory.CreateDirectory(Path.Combine(Root, "bin"));
        var script = Path.Combine(Root, "bin", "Runner.Listener");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Runner.Listener"), script);
        foreach (var name in (string[])[".runner", ".credentials", ".credentials_rsaparams"])
        {
            File.WriteAllText(Path.Combine(Root, name), JitConfiguration.File(encodedJitConfiguration, name));
        }
        var start = new ProcessStartInfo(Busybox ?? "/bin/sh") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in (string[])[.. Busybox is null ? Array.Empty<string>() : ["sh"], script, "run"])
        {
            start.ArgumentList.Add(word);
        }
        start.Environment["RUNNER_BUSYBOX"] = Busybox ?? "";
        _process = Process.Start(start)!;
    }

    public string Root { get; }

    public async Task<(int ExitCode, string Output)> EndAsync(CancellationToken cancellationToken)
    {
        var output = await _process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = await _process.StandardError.ReadToEndAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        return (_process.ExitCode, output + errors);
    }

    public async Task TerminateAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -TERM {_process.Id}"]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }
        _process.Dispose();
        Directory.Delete(Root, recursive: true);
    }
}
