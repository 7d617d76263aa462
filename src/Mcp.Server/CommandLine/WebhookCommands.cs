using System.CommandLine;
using Mcp.Server.Hosting;
using Mcp.Tools.Runners;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mcp.Server.CommandLine;

/// <summary><c>webhook create</c>, <c>check</c> and <c>delete</c>.</summary>
internal static class WebhookCommands
{
    private delegate Task<bool> Act(WebhookSetup setup, WebhookRequest request, string owner, TextWriter output, CancellationToken cancellationToken);

    public static Command Create() => new("webhook", "Make, check or delete the webhook through which GitHub tells serve at once what happens.")
    {
        Sub("create", "Make the webhook, with the secret of GITHUB_WEBHOOK_SECRET or --webhook-secret-file.", needsUrl: true, CreateAsync),
        Sub("check", "Say whether the webhook exists, is as it must be, and how its last deliveries were answered.", needsUrl: false, CheckAsync),
        Sub("delete", "Delete the webhook.", needsUrl: true, DeleteAsync),
    };

    private static Command Sub(string name, string description, bool needsUrl, Act act)
    {
        var command = new Command(name, description);
        var webhook = new WebhookOptionSet(needsUrl);
        var runners = new RunnerOptionSet();
        webhook.AddTo(command);
        runners.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var reader = new SettingsReader(parsed, Environment.GetEnvironmentVariable);
            var (settings, request) = (runners.Read(reader), webhook.Read(reader));
            return RunAsync(RunnersConfiguration.Load(settings, reader.Problems), request, act, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(Action<RunnersOptions> configure, WebhookRequest request, Act act, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddLogging().AddRunners(configure).BuildServiceProvider();
        IReadOnlyList<string> owners = [.. request.Owners, .. services.GetRequiredService<IOptions<RunnersOptions>>().Value.Repositories];
        if (owners.Count == 0)
        {
            throw new UsageException("No repository is named. Write --repository owner/name, or --organization name.");
        }

        var setup = services.GetRequiredService<WebhookSetup>();
        var good = true;
        foreach (var owner in owners)
        {
            try
            {
                good &= await act(setup, request, owner, Console.Out, cancellationToken);
            }
            catch (WebhookSetupException ex)
            {
                await Console.Error.WriteLineAsync($"mcp-runners: {owner}: {ex.Message}");
                good = false;
            }
        }

        return good ? ExitCode.Success : ExitCode.Failure;
    }

    private static async Task<bool> CreateAsync(WebhookSetup setup, WebhookRequest request, string owner, TextWriter output, CancellationToken cancellationToken)
    {
        var (id, made) = await setup.CreateAsync(owner, request.Url!, cancellationToken);
        await output.WriteLineAsync(FormattableString.Invariant($"{owner}: webhook {id} to {request.Url} {(made ? "is made; GitHub pings it now" : "exists already and stays as it is")}. For deliveries that are missed: --deliveries-of {owner}/{id}"));
        return true;
    }

    private static async Task<bool> CheckAsync(WebhookSetup setup, WebhookRequest request, string owner, TextWriter output, CancellationToken cancellationToken)
    {
        var good = true;
        foreach (var check in await setup.CheckAsync(owner, request.Url, cancellationToken))
        {
            good &= check.Problems.Count == 0;
            await output.WriteLineAsync(check.Id is { } id
                ? FormattableString.Invariant($"{owner}: webhook {id} to {check.Address}: {(check.Problems.Count == 0 ? "well" : "not well")}")
                : $"{owner}: no webhook");
            foreach (var line in check.Problems.Select(problem => $"  problem: {problem}").Concat(check.LastDeliveries.Select(delivery => $"  delivery: {delivery}")))
            {
                await output.WriteLineAsync(line);
            }
        }

        return good;
    }

    private static async Task<bool> DeleteAsync(WebhookSetup setup, WebhookRequest request, string owner, TextWriter output, CancellationToken cancellationToken)
    {
        var deleted = await setup.DeleteAsync(owner, request.Url!, cancellationToken);
        await output.WriteLineAsync(FormattableString.Invariant($"{owner}: {(deleted == 0 ? $"there is no webhook to {request.Url}" : $"deleted {deleted}")}"));
        return true;
    }
}
