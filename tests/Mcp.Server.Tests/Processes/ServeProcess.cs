namespace Mcp.Server.Tests.Processes;

/// <summary><c>serve</c> on a free loopback port, with its own ledger.</summary>
internal sealed class ServeProcess(ProductProcess process, TemporaryFolder folder, Uri address) : IAsyncDisposable
{
    public Uri Address { get; } = address;

    public Uri Mcp { get; } = new(address, "mcp");

    public ProductProcess Process { get; } = process;

    public static async Task<ServeProcess> StartAsync(
        IEnumerable<string>? arguments = null, string? directory = null, params (string Name, string Value)[] environment)
    {
        var folder = new TemporaryFolder();
        var process = ProductProcess.Start(
            ["serve", "--port", "0", "--no-autoscaler", "--ledger", folder.File("ledger.db"), "--github-api", "http://127.0.0.1:1/", .. arguments ?? []],
            directory,
            environment);
        var line = await process.WaitForErrorAsync("Now listening on: ", TestContext.Current.CancellationToken);
        return new ServeProcess(process, folder, new Uri(line[(line.IndexOf("http://", StringComparison.Ordinal))..]));
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        folder.Dispose();
    }
}
