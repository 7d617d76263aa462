using System.Globalization;
using System.Runtime.InteropServices;
using GitHubSimulator;

var options = new SimulatorOptions { Port = 9001 };
for (var index = 0; index + 1 < args.Length; index += 2)
{
    switch (args[index])
    {
        case "--port" when int.TryParse(args[index + 1], CultureInfo.InvariantCulture, out var port):
            options.Port = port;
            break;
        case "--runner-service" when Uri.TryCreate(args[index + 1], UriKind.Absolute, out var address):
            options.RunnerServiceAddress = address;
            break;
        default:
            await Console.Error.WriteLineAsync($"Unknown or malformed option '{args[index]}'. Known: --port N, --runner-service http://ADDRESS:PORT.");
            return 2;
    }
}

await using var host = await GitHubSimulatorHost.StartAsync(options);
await Console.Out.WriteLineAsync($"GitHub simulator (not GitHub) on {host.BaseAddress} with the token {options.Token}");

var stop = new TaskCompletionSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
await stop.Task;
return 0;

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.TrySetResult();
}
