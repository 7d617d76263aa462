using System.Diagnostics;

namespace Mcp.Server.Tests.Processes;

/// <summary>A <c>nvidia-smi</c> that says by a pipe that it was started and then never ends, so that check_model_fit runs for ever.</summary>
internal static class HangingGpuTool
{
    public static async Task<(string Name, string Value)> CreateAsync(TemporaryFolder folder)
    {
        using var mkfifo = Process.Start("mkfifo", [folder.File("started")]);
        await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);
        folder.WriteScript("nvidia-smi", $"echo $$ > '{folder.File("started")}'\nexec sleep 600");
        return ("PATH", folder.Path + ":" + Environment.GetEnvironmentVariable("PATH"));
    }

    /// <summary>Waits for the start, and gives the process's id.</summary>
    public static async Task<int> WaitForStartAsync(TemporaryFolder folder) =>
        int.Parse((await File.ReadAllTextAsync(folder.File("started"), TestContext.Current.CancellationToken)).Trim(), null);
}
