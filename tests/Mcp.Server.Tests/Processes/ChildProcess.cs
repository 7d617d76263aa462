using System.Diagnostics;

namespace Mcp.Server.Tests.Processes;

/// <summary>A process that another one has started.</summary>
internal static class ChildProcess
{
    /// <summary>Waits until it has ended; being left as a zombie counts.</summary>
    public static async Task WaitForEndAsync(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(ProductProcess.Patience, TestContext.Current.CancellationToken);
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }
    }
}
