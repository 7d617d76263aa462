using System.CommandLine;
using Mcp.Server.Hosting;
using Mcp.Server.Http;
using Mcp.Server.Stdio;
using Microsoft.Extensions.Options;

namespace Mcp.Server.CommandLine;

/// <summary>The commands of the executable, one for each role.</summary>
internal static class CommandTree
{
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var parsed = Create().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return Refuse([.. parsed.Errors.Select(error => error.Message + " See mcp-runners --help.")]);
        }

        try
        {
            // The default time-out ends the process two seconds after a signal, while the host still drains.
            var invocation = new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
            return await parsed.InvokeAsync(invocation, cancellationToken);
        }
        catch (UsageException ex)
        {
            return Refuse(ex.Problems);
        }
        catch (OptionsValidationException ex)
        {
            return Refuse([.. ex.Failures]);
        }
    }

    private static RootCommand Create() => new(
        "Runs your GitHub Actions jobs on your own machines, one hardened container a job, and lets an AI assistant see and steer it.\n\n" +
        $"Every option has an environment variable, for example {SettingsReader.VariableOf(new Option<string[]>("--max-runners"))} for --max-runners. " +
        "The command line wins over the environment, and the environment over the file of --config. " +
        "Secrets come from the environment or from files only: GITHUB_TOKEN for GitHub (else the login of gh), " +
        $"{ServeOptionSet.TokenVariable} for clients of serve, {RunnerOptionSet.WebhookSecretVariable} for webhooks.")
    {
        Serve(),
        Stdio(),
        Autoscale(),
        WebhookCommands.Create(),
        InstallCommand.Create(Stdio),
    };

    private static Command Serve()
    {
        var runners = new RunnerOptionSet();
        var models = new ModelOptionSet();
        var serve = new ServeOptionSet();
        var command = new Command("serve", "Serve MCP over HTTP on port 9000 and run the autoscaler.");
        serve.AddTo(command);
        runners.AddTo(command);
        models.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var reader = new SettingsReader(parsed, Environment.GetEnvironmentVariable);
            var http = serve.Read(reader, parsed);
            var settings = runners.Read(reader);
            var configureModels = models.Read(reader, settings);
            return ServeRole.RunAsync(http, RunnersConfiguration.Load(settings, reader.Problems), configureModels, cancellationToken);
        });
        return command;
    }

    private static Command Stdio()
    {
        var runners = new RunnerOptionSet();
        var models = new ModelOptionSet();
        var autoscale = new Option<bool>("--autoscale") { Description = "Run the autoscaler in this process too. Default: another process does." };
        var command = new Command("stdio", "Serve MCP over standard input and output, for a client that starts this process.");
        command.Options.Add(autoscale);
        runners.AddTo(command);
        models.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var reader = new SettingsReader(parsed, Environment.GetEnvironmentVariable);
            var settings = runners.Read(reader);
            var configureModels = models.Read(reader, settings);
            var configure = RunnersConfiguration.Load(settings, reader.Problems);
            return StdioRole.RunAsync(configure, configureModels, parsed.GetValue(autoscale), cancellationToken);
        });
        return command;
    }

    private static Command Autoscale()
    {
        var runners = new RunnerOptionSet();
        var command = new Command("autoscale", "Run the autoscaler alone, without a listening port.");
        runners.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var reader = new SettingsReader(parsed, Environment.GetEnvironmentVariable);
            return AutoscaleRole.RunAsync(RunnersConfiguration.Load(runners.Read(reader), reader.Problems), cancellationToken);
        });
        return command;
    }

    private static int Refuse(IReadOnlyList<string> problems)
    {
        foreach (var problem in problems)
        {
            Console.Error.WriteLine("mcp-runners: " + problem);
        }

        return ExitCode.Usage;
    }
}
