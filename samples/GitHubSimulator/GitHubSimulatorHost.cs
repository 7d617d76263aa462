using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GitHubSimulator;

/// <summary>A running GitHub simulator. It is not GitHub and knows nothing of it.</summary>
public sealed class GitHubSimulatorHost : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ITimer _sweep;
    private readonly IssuedSecretLog _issued;
    private AppRegistry? _apps;

    private GitHubSimulatorHost(
        WebApplication application, SimulatorOptions options, SimulatedWorld world, FaultPlan faults, RequestLog requests, IssuedSecretLog issued, Webhooks webhooks, SimulatedScaleSets scaleSets)
    {
        Webhooks = webhooks;
        _application = application;
        _issued = issued;
        Options = options;
        World = world;
        Faults = faults;
        Requests = requests;
        ScaleSets = scaleSets;
        _sweep = options.TimeProvider.CreateTimer(
            _ => world.Change(now => (WorldSweep.Apply(now, world.Now, options.RunHostedJobs), true)),
            null,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(1));
    }

    /// <summary>The REST API's root on the loopback; append <c>api/v3/</c> to use it as an Enterprise Server.</summary>
    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Where runners connect; the loopback unless the options name a further address.</summary>
    public Uri RunnerServiceAddress { get; private set; } = new("http://127.0.0.1/");

    /// <summary>What it was started with.</summary>
    public SimulatorOptions Options { get; }

    /// <summary>Repositories, runs, jobs and runners.</summary>
    public SimulatedWorld World { get; }

    /// <summary>What goes wrong next.</summary>
    public FaultPlan Faults { get; }

    /// <summary>Hooks and deliveries.</summary>
    public Webhooks Webhooks { get; }

    /// <summary>Every API request so far.</summary>
    public RequestLog Requests { get; }

    /// <summary>The scale-set service.</summary>
    public SimulatedScaleSets ScaleSets { get; }

    /// <summary>Every registration token, just-in-time configuration, runner secret and private key that was given out.</summary>
    public IReadOnlyList<string> IssuedSecrets => _issued.All;

    /// <summary>Makes every token of an installation invalid at once.</summary>
    public void RevokeTokens(long installation) => _apps!.Revoke(installation);

    /// <summary>Starts a simulator.</summary>
    public static async Task<GitHubSimulatorHost> StartAsync(SimulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SimulatorOptions();
        var world = new SimulatedWorld(options.TimeProvider);
        var faults = new FaultPlan();
        var requests = new RequestLog();
        var issued = new IssuedSecretLog();
        var meter = new RateLimitMeter(options);
        var apps = new AppRegistry(options, world, issued);
        var lobby = new RunnerLobby(world);
        var signer = new LogSigner(world);
        var registrations = new RegistrationTokens(world, issued);
        var tokens = new AdminTokens(world, issued, options);
        var scaleSets = new SimulatedScaleSets(world, options, tokens, issued);
        GitHubSimulatorHost? host = null;

        var application = Build(options);
        var pipeline = new ApiPipeline(options, world, faults, requests, meter, apps, new SecondaryLimits(options));
        var hooks = new HookBoard(options.TimeProvider);
        var webhooks = new Webhooks(world, hooks, new EventPayload(options, () => host!.BaseAddress), options.TimeProvider);
        var rest = new RestEndpoints(
            pipeline,
            new RepositoryOperations(options),
            new RunOperations(options, world, signer),
            new RunnerOperations(options, world, lobby, issued, registrations, () => host!.RunnerServiceAddress),
            new RunnerGroupOperations(options, scaleSets),
            new AppOperations(options, apps),
            meter);
        application.Use((context, next) => SimulatorFrame.RunAsync(context, next, IsRunnerListener));
        application.UseRouting();
        rest.Map(application);
        new HookEndpoints(pipeline, new HookOperations(hooks, webhooks, options)).Map(application);
        new RunnerEndpoints(lobby, options).Map(application);
        new ScaleSetEndpoints(
            new ScaleSetPipeline(options, scaleSets, tokens, faults, requests),
            new ScaleSetOperations(scaleSets),
            new ScaleSetQueueOperations(scaleSets),
            new ScaleSetRunnerOperations(scaleSets, world, lobby, issued, () => host!.RunnerServiceAddress),
            registrations,
            tokens).Map(application);
        application.MapGet("/_logs/{job:long}", (HttpContext context, long job) => signer.AnswerAsync(context, job));
        application.MapGet("/", () => Results.Text(SimulatorFrame.RootPage, "text/plain"));

        host = new GitHubSimulatorHost(application, options, world, faults, requests, issued, webhooks, scaleSets) { _apps = apps };
        await application.StartAsync(cancellationToken);
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        host.BaseAddress = new Uri(addresses.First() + "/");
        host.RunnerServiceAddress = new Uri(addresses.Last() + "/");
        return host;

        bool IsRunnerListener(ConnectionInfo connection) =>
            options.RunnerServiceAddress is not null
            && connection.LocalPort == host!.RunnerServiceAddress.Port
            && connection.LocalIpAddress?.MapToIPv4().ToString() != host.BaseAddress.Host;
    }

    /// <summary>Stops answering; open polls are cut.</summary>
    public async ValueTask DisposeAsync()
    {
        await _sweep.DisposeAsync();
        await Webhooks.DisposeAsync();
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        // The token is spent on purpose: held polls must not delay the end of a test.
        await _application.StopAsync(atOnce.Token);
        await _application.DisposeAsync();
    }

    private static WebApplication Build(SimulatorOptions options)
    {
        // The empty builder reads no environment variables and no settings files: a test's simulator is the same everywhere.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
            if (options.RunnerServiceAddress is { } extra)
            {
                kestrel.Listen(IPAddress.Parse(extra.Host), extra.Port);
            }
        });
        return builder.Build();
    }
}
