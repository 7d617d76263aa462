using System.Globalization;

namespace Mcp.Benchmarks.Starts;

/// <summary>
/// What a start costs beside what the engine takes for it. Both kinds alternate in one run on one engine, through the same socket: the
/// product's whole way (row, registration with the simulated GitHub, container, files, start), and the bare create and start of the
/// same specification sent by hand.
/// </summary>
internal static class StartOverhead
{
    /// <summary>The first of each kind pay for connections and for code that is compiled on the way.</summary>
    private const int WarmUps = 3;

    public static async Task<int> RunAsync(int pairs, int megabytes, TextWriter output, CancellationToken cancellationToken)
    {
        await using var bench = await StartBench.OpenAsync(megabytes, cancellationToken);
        for (var pair = 0; pair < pairs + WarmUps; pair++)
        {
            // Now one first, now the other: what the engine still does after a removal then burdens both alike.
            await bench.StartAsync(bare: pair % 2 != 0, cancellationToken);
            await bench.StartAsync(bare: pair % 2 == 0, cancellationToken);
            if (pair == WarmUps - 1)
            {
                bench.Forget();
            }
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{bench.EngineName}, {Environment.ProcessorCount} processors, .NET {Environment.Version}, {pairs} of each, a runner of {Math.Max(megabytes, 2)} MB\n"));
        await output.WriteLineAsync("| | median | 10 % – 90 % | ratio |\n|---|---|---|---|");
        foreach (var sample in bench.Samples)
        {
            await output.WriteLineAsync(sample.Row(bench.Bare));
        }

        return 0;
    }
}
