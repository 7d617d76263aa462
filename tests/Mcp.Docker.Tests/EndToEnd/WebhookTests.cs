using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GitHubSimulator;
using Mcp.Server.CommandLine;
using Mcp.Server.Hosting;
using Mcp.Tools.Runners;
using Mcp.Tools.Runners.Launching;
using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mcp.Docker.Tests.EndToEnd;

/// <summary>From a webhook to a running container on the real engine, the queues being read but once in ten minutes.</summary>
public class WebhookTests
{
    private const string Web = "octocat/web";

    private const string Secret = "0123456789abcdef0123456789abcdef";

    /// <summary>For a measurement the environment may name more.</summary>
    private static readonly int Jobs = Environment.GetEnvironmentVariable("MCP_WEBHOOK_JOBS") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 30;

    [Fact]
    public async Task Receive_QueuedJob_ItsContainerStartsAtOnce()
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(1) + (TimeSpan.FromSeconds(8) * Jobs));
        await using var stage = await Stage.SetAsync(timeout.Token);
        stage.Simulator.World.AddRepository(Web);
        var hook = stage.Simulator.Webhooks.Add(Web, new Uri("http://127.0.0.1:1/"), Secret);
        using var host = Build(stage);
        var launcher = (TimedLauncher)host.Services.GetRequiredService<IRunnerLauncher>();
        var inbox = host.Services.GetRequiredService<WebhookInbox>();
        await host.StartAsync(timeout.Token);
        var decisions = host.Services.GetRequiredService<DecisionLog>();
        await stage.UntilAsync(() => decisions.RecentPasses(1).Count > 0, timeout.Token);

        var (own, looking, registering, toStarted) = (new List<TimeSpan>(), new List<TimeSpan>(), new List<TimeSpan>(), new List<TimeSpan>());
        for (var number = 0; number < Jobs; number++)
        {
            var job = stage.Simulator.World.QueueRun(Web, "CI", ".github/workflows/ci.yml", Job(number)).JobIds[0];
            await stage.Simulator.Webhooks.IdleAsync(timeout.Token);
            var queued = stage.Simulator.Webhooks.DeliveriesOf(hook.Id).First(delivery => delivery.Event == "workflow_job" && delivery.Payload.Contains(string.Create(CultureInfo.InvariantCulture, $"\"id\":{job},"), StringComparison.Ordinal));

            var receivedAt = TimeProvider.System.GetUtcNow();
            Assert.Equal(WebhookOutcome.Stored, inbox.Receive(Signed(queued)).Outcome);
            var (createAt, startedAt) = await launcher.StartOfAsync(job).WaitAsync(timeout.Token);
            var steps = stage.Runners.ListTransitions(stage.Runners.ListRecent(Jobs, beforeId: null).Single(runner => runner.RequestedForJobId == job).Id);
            var (reservedAt, registeredAt) = (steps.Single(step => step.To == RunnerState.Reserved).At, steps.Single(step => step.To == RunnerState.Registered).At);
            looking.Add(launcher.LookingWithin(receivedAt, reservedAt) + launcher.LookingWithin(registeredAt, createAt));
            own.Add(reservedAt - receivedAt + (createAt - registeredAt) - looking[^1]);
            registering.Add(registeredAt - reservedAt);
            toStarted.Add(startedAt - receivedAt);
            await stage.Simulator.World.WaitForAsync(now => now.Jobs[job].Status == "completed", timeout.Token);
        }

        // The first one makes what all others find: networks, connections, compiled code.
        var report = $"{Jobs - 1} webhooks on the real engine, from receipt to the create call: the product's own share {Spread(own)}; "
            + $"the engine's answers about what it runs {Spread(looking)}; registration at the simulator and its row {Spread(registering)}. From receipt to the started container: {Spread(toStarted)}.";
        TestContext.Current.TestOutputHelper?.WriteLine(report);
        TestContext.Current.SendDiagnosticMessage(report);
        await stage.UntilQuietAsync(timeout.Token);
        await host.StopAsync(timeout.Token);
        Assert.All(stage.Simulator.World.Snapshot().Jobs.Values, job => Assert.Equal("success", job.Conclusion));
        Assert.Empty(stage.Simulator.World.Snapshot().Runners);
    }

    private static IHost Build(Stage stage)
    {
        var file = stage.Configure(maxRunners: 3, runners => runners["pollInterval"] = "00:10:00");
        var configure = RunnersConfiguration.Load(new RunnerSettings { ConfigurationFile = file }, []);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddLogging();
        builder.Services.AddRunners(options =>
        {
            configure(options);
            options.GitHub.Token = new Secret(stage.Simulator.Options.Token);
            options.GitHub.WebhookSecret = new Secret(Secret);
        });
        builder.Services.AddSingleton<IRunnerLauncher>(provider => new TimedLauncher(new DockerLauncher(
            provider.GetRequiredService<IOptions<RunnersOptions>>(),
            () => provider.GetRequiredService<LedgerDatabase>().ControllerId,
            TimeProvider.System,
            provider.GetRequiredService<ILogger<DockerLauncher>>())));
        builder.Services.AddRunnersAutoscaler();
        return builder.Build();
    }

    private static JobPlan Job(int number) =>
        new($"job {number}", ["self-hosted", "linux", HostArchitecture.ToLabel(HostArchitecture.Current)]) { Duration = TimeSpan.FromMilliseconds(100) };

    private static WebhookDelivery Signed(SimulatedDelivery delivery)
    {
        var body = Encoding.UTF8.GetBytes(delivery.Payload);
        return new(delivery.Uuid, delivery.Event, "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body)), body);
    }

    private static string Spread(List<TimeSpan> times)
    {
        var sorted = times.Skip(1).Order().ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"median {sorted[sorted.Count / 2].TotalMilliseconds:0.0} ms, p99 {sorted[(int)Math.Ceiling(sorted.Count * 0.99) - 1].TotalMilliseconds:0.0} ms");
    }
}
