using System.Globalization;
using System.Runtime.InteropServices;
using GitHubSimulator;

var options = new SimulatorOptions { Port = 9001 };
TrafficOptions? traffic = null;
for (var index = 0; index < args.Length; index += 2)
{
    var value = args.ElementAtOrDefault(index + 1);
    switch (args[index])
    {
        case "--port" when int.TryParse(value, CultureInfo.InvariantCulture, out var port):
            options.Port = port;
            break;
        case "--runner-service" when Uri.TryCreate(value, UriKind.Absolute, out var address):
            options.RunnerServiceAddress = address;
            break;
        case "--traffic" when int.TryParse(value, CultureInfo.InvariantCulture, out var seconds) && seconds > 0:
            traffic = new TrafficOptions { MeanInterval = TimeSpan.FromSeconds(seconds) };
            break;
        default:
            await Console.Error.WriteLineAsync($"Unknown or malformed option '{args[index]}'. Known: --port N, --runner-service http://ADDRESS:PORT, --traffic SECONDS-BETWEEN-RUNS.");
            return 2;
    }
}

await using var host = await GitHubSimulatorHost.StartAsync(options);
await Console.Out.WriteLineAsync($"GitHub simulator (not GitHub) on {host.BaseAddress} with the token {options.Token}");

var stop = new TaskCompletionSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var ending = new CancellationTokenSource();
var running = Task.CompletedTask;
if (traffic is not null)
{
    var generator = new TrafficGenerator(host.World, options.TimeProvider, traffic);
    generator.SeedHistory();
    running = generator.RunAsync(ending.Token);
}
await stop.Task;
await ending.CancelAsync();
await running;
return 0;

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.TrySetResult();
}
