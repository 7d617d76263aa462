using System.Net;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Tests.GitHub;
using Mcp.Tools.Runners.Tests.Ledger;
using Mcp.Tools.Runners.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Runners.Tests.Tools;

/// <summary>100,000 sets of arguments that are wrong in most ways, over all tools as they are registered. GitHub knows nothing here, so that what gets through costs little.</summary>
public sealed class HostileArgumentsTests(ITestOutputHelper output)
{
    private const int Calls = 100_000;

    private static readonly string[] NotFound = ["GET /api/v3/repos/", "POST /api/v3/repos/", "no job and no run ", "no waiting job", "oldest waiting job"];

    private static readonly int CallsPerTool = (Calls / AllTools.Definitions.Count) + 1;

    [Theory]
    [MemberData(nameof(AllTools.Names), MemberType = typeof(AllTools))]
    public async Task Call_AnyArguments_IsAnsweredOrRefusedByNameAndNeverUnhandled(string name)
    {
        using var ledger = new TemporaryLedger();
        var log = new LogLines();
        await using var services = Compose(ledger, log);
        var tool = services.GetServices<McpServerTool>().OfType<RunnerTool>().Single(tool => tool.ProtocolTool.Name == name);
        var hostile = new HostileArguments(tool.ProtocolTool.InputSchema, seed: 20260301);
        var (answered, refused) = (0, 0);
        var vague = new HashSet<string>(StringComparer.Ordinal);

        // Short waits (for a place among the requests, for a runner) pass by themselves.
        ledger.Time.Waiting = wait =>
        {
            if (wait > TimeSpan.Zero && wait <= TimeSpan.FromSeconds(5))
            {
                ledger.Time.Advance(wait);
            }
        };
        for (var call = 0; call < CallsPerTool; call++)
        {
            ledger.Time.Advance(TimeSpan.FromSeconds(1));
            var arguments = hostile.Next();
            try
            {
                var answer = await tool.CallAsync(arguments, "hostile 1", TestContext.Current.CancellationToken);
                Assert.True(answer.TryGetProperty("summary", out _));
                answered++;
            }
            catch (McpException refusal)
            {
                refused++;
                if (!NamesTheProblem(refusal.Message, name, arguments.Keys))
                {
                    vague.Add(refusal.Message);
                }
            }
        }

        output.WriteLine($"{name}: {answered} answered, {refused} refused.");
        Assert.True(refused > CallsPerTool / 3, "Most of them are wrong.");
        Assert.Empty(vague);
        Assert.Equal("", log.Text);
    }

    /// <summary>By the tool, by an argument, or, for what was well formed, by what could not be found.</summary>
    private static bool NamesTheProblem(string message, string tool, IEnumerable<string> arguments) =>
        message.Length is > 10 and < 4000
        && !message.Contains("not foreseen", StringComparison.Ordinal)
        && (message.Contains(tool, StringComparison.Ordinal)
            || arguments.Append("repository").Any(argument => argument.Length > 0 && message.Contains($"'{argument}'", StringComparison.Ordinal))
            || NotFound.Any(words => message.Contains(words, StringComparison.Ordinal)));

    private static ServiceProvider Compose(TemporaryLedger ledger, LogLines log)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error).AddProvider(log));
        services.AddSingleton<TimeProvider>(ledger.Time);
        services.AddSingleton(provider => new GitHubApi(
            new GitHubOptions { Token = new Secret(ApiBench.Token), ApiAddress = new Uri("https://github.test/api/v3/") },
            new GitHubCredentials(new GitHubOptions { Token = new Secret(ApiBench.Token) }, _ => null, (_, _) => Task.FromResult<string?>(null), ledger.Time),
            new MemoryResponses(),
            ledger.Time,
            provider.GetRequiredService<ILogger<GitHubApi>>(),
            new ScriptedTransport(_ => ScriptedTransport.Json("""{"message":"Not Found"}""", HttpStatusCode.NotFound))));
        services.AddMcpServer().WithRunners(options =>
        {
            options.GitHub.Token = new Secret(ApiBench.Token);
            options.LedgerPath = ledger.Path;
            options.Repositories.Add("octo/web");
            options.AllowedTools.UnionWith(WritingTools.Names);
            options.Pools.Add(new RunnerPool { Architecture = RunnerArchitecture.X64 });
        });
        return services.BuildServiceProvider();
    }
}
