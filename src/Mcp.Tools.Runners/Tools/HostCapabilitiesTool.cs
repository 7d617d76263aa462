using System.Text.Json;
using Mcp.Tools.Runners.Reports;
using Mcp.Tools.Runners.Reports.Host;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Tools;

/// <summary><c>host_capabilities</c>: what the host has for runners. All from the ledger: only the autoscaler asks the engine.</summary>
internal sealed class HostCapabilitiesTool(Lazy<SituationReader> situations, ILogger<HostCapabilitiesTool> logger) : RunnerTool(
    ToolDefinition.Build(
        "host_capabilities",
        "What this host can run",
        "Shows what the host of the runners has: architecture, processors, memory, free disk, GPUs with the evidence for each, the container engine with its features, runtimes and warnings; and for each pool what one of its runners needs, how many fit and what is missing. Use it for 'can this machine run my job', 'how many runners fit', 'is the GPU usable'. Each value has its source and age; what nobody could look at is unknown, with the reason, never 0. Costs no GitHub request.",
        """
        {"type":"object","properties":{},"additionalProperties":false}
        """,
        ToolDefinition.Reads(openWorld: false)),
    logger)
{
    private const int ShownPools = 32;

    protected override Task<JsonElement> AnswerAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var situation = situations.Value.Read();
        var frontEnd = FrontEndHost.Read(situation.Now);
        return Task.FromResult(BoundedAnswer.Of(ShownPools, limit => HostReport.Of(situation, frontEnd, limit)));
    }
}
