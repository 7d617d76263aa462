using Mcp.Tools.Runners.Reports;
using Mcp.Tools.Runners.Tools;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Runners.Resources;

/// <summary><c>runners://status</c>: what <c>queue_status</c> answers.</summary>
internal sealed class StatusResource(Lazy<SituationReader> situations, Lazy<QueueReader> queue, ILogger<StatusResource> logger) : RunnerResource(
    new ResourceTemplate
    {
        UriTemplate = Address,
        Name = "status",
        Title = "Queue and runner status",
        Description = "What waits and why, what runs, how many runners are in use, whether the autoscaler is alive: the answer of queue_status. Can be subscribed to.",
        MimeType = "application/json",
    },
    logger)
{
    public const string Address = "runners://status";

    private const int Groups = 25;

    protected override Task<string> ReadAsync(IReadOnlyDictionary<string, string> values, string client, CancellationToken cancellationToken)
    {
        var (situation, snapshot) = (situations.Value.Read(), queue.Value.Read(repository: null));
        return Task.FromResult(BoundedAnswer.Of(Groups, limit => Report(situation, snapshot, limit)).GetRawText());
    }

    protected override string State(IReadOnlyDictionary<string, string> values) =>
        SteadyState.Of(BoundedAnswer.Of(Report(situations.Value.Read(), queue.Value.Read(repository: null), Groups)));

    // The cursor is one that queue_status takes.
    private static QueueStatus Report(Situation situation, QueueSnapshot snapshot, int limit) =>
        QueueReport.Of(situation, snapshot, repository: null, after: null, limit, key => PageCursor.Encode("queue_status", key));
}
