using System.Globalization;
using System.Text.RegularExpressions;
using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.Hosting;

/// <summary>Several daemons and several clients' own processes on one ledger: one acts, and when it is killed another one goes on.</summary>
public sealed partial class OneAutoscalerTests : IDisposable
{
    private const string Acts = "is the autoscaler now";
    private const string StandsBy = "this process stands by";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_SixProcessesOnOneLedger_OneActsAndAnotherTakesOverWhenItIsKilled()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var waiting = new List<ProductProcess>();
        var holder = Start("serve", "--port", "0");
        try
        {
            Assert.Equal(1, Epoch(await holder.WaitForErrorAsync(Acts, cancellationToken)));
            waiting.AddRange([Start("serve", "--port", "0"), Start("autoscale"), Start("stdio", "--autoscale"), Start("stdio", "--autoscale"), Start("stdio")]);
            foreach (var process in waiting.SkipLast(1))
            {
                await process.WaitForErrorAsync(StandsBy, cancellationToken);
            }

            for (var epoch = 2; epoch <= 3; epoch++)
            {
                await holder.DisposeAsync();
                holder = await TakenOverAsync(waiting, epoch, cancellationToken);
                waiting.Remove(holder);
            }

            Assert.All(waiting, process => Assert.DoesNotContain(Acts, process.StandardError, StringComparison.Ordinal));
        }
        finally
        {
            foreach (var process in waiting.Append(holder))
            {
                await process.DisposeAsync();
            }
        }
    }

    /// <summary>The first that says so; every epoch has one holder, or the ledger would not have given it.</summary>
    private static async Task<ProductProcess> TakenOverAsync(List<ProductProcess> waiting, int epoch, CancellationToken cancellationToken)
    {
        using var decided = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reports = waiting.SkipLast(1).ToDictionary(process => process.WaitForErrorAsync(Acts, decided.Token), process => process);
        var first = await Task.WhenAny(reports.Keys);
        await decided.CancelAsync();
        Assert.Equal(epoch, Epoch(await first));
        Task others = Task.WhenAll(reports.Keys);
        await others.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return reports[first];
    }

    private static int Epoch(string line) => int.Parse(EpochText().Match(line).Groups[1].Value, CultureInfo.InvariantCulture);

    private ProductProcess Start(params string[] role) => ProductProcess.Start(
        [.. role, "--ledger", _folder.File("ledger.db"), "--github-api", "http://127.0.0.1:1/", "--docker", $"unix://{_folder.File("none.sock")}"]);

    [GeneratedRegex("epoch ([0-9]+)", RegexOptions.CultureInvariant)]
    private static partial Regex EpochText();
}
