using System.Runtime.InteropServices;
using Demo;
using GitHubSimulator;

// Everything of the demo lives in one temporary folder and goes with it.
var folder = Directory.CreateTempSubdirectory("mcp-demo-").FullName;
var networkPrefix = $"mcp-demo-{Guid.NewGuid():n}"[..17];
var hasEngine = false;
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    await SayAsync("Looking for a Docker engine …");
    var engine = await DemoEngine.FindAsync(stop.Token);
    hasEngine = engine.Problem is null;
    await using var simulator = await GitHubSimulatorHost.StartAsync(
        new SimulatorOptions { RunnerServiceAddress = engine.BridgeAddress is { } bridge ? new Uri($"http://{bridge}:0") : null }, stop.Token);
    await SayAsync($"GitHub simulator at {simulator.BaseAddress} (this is not GitHub; nothing leaves this machine)");
    await SayAsync(hasEngine
        ? "Docker: jobs run in real, hardened containers, in an image made of busybox and a small script."
        : $"{engine.Problem} So no job can run: they stay queued, and the tools say why. Start Docker and run the demo again to see them run.");

    var configuration = Product.WriteConfiguration(folder, networkPrefix, simulator, hasEngine);
    var traffic = new TrafficGenerator(simulator.World, TimeProvider.System, new TrafficOptions { MeanInterval = TimeSpan.FromSeconds(8) });
    traffic.SeedHistory();
    for (var i = 0; i < 6; i++)
    {
        traffic.QueueNext();
    }

    var queueing = traffic.RunAsync(stop.Token);
    using var product = Product.Start(configuration, simulator, args);
    await SayAsync($"""

        Try:
          claude mcp add --transport http runners http://127.0.0.1:9000/mcp
          open http://127.0.0.1:9000/
          GITHUB_TOKEN={simulator.Options.Token} {Product.Executable} stdio --config {configuration}

        Ctrl-C ends it.

        """);
    try
    {
        await product.WaitForExitAsync(stop.Token);
        return product.ExitCode;
    }
    catch (OperationCanceledException)
    {
        // A terminal's Ctrl-C has reached the product too; a service manager's signal has not.
        Signals.Terminate(product);
        await product.WaitForExitAsync(CancellationToken.None);
        await queueing;
        return 0;
    }
}
catch (OperationCanceledException)
{
    // Stopped while it was starting.
    return 0;
}
finally
{
    if (hasEngine)
    {
        await Leftovers.RemoveAsync(networkPrefix);
    }

    Directory.Delete(folder, recursive: true);
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}

static Task SayAsync(string text) => Console.Out.WriteLineAsync(text);
