using Mcp.Tools.Runners.Launching;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Reports;
using Mcp.Tools.Runners.Tools;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Runners.Resources;

/// <summary><c>runners://runner/{runner}</c>: what <c>get_runner</c> answers.</summary>
internal sealed class RunnerByNameResource(Lazy<RunnerReader> reader, Lazy<RunnerLedger> runners, ILogger<RunnerByNameResource> logger) : RunnerResource(
    new ResourceTemplate
    {
        UriTemplate = Template,
        Name = "runner",
        Title = "One runner",
        Description = "Everything about one runner, by its id or name: the answer of get_runner. Can be subscribed to.",
        MimeType = "application/json",
    },
    logger)
{
    public const string Template = "runners://runner/{runner}";

    protected override async Task<string> ReadAsync(IReadOnlyDictionary<string, string> values, string client, CancellationToken cancellationToken)
    {
        var evidence = await reader.Value.ReadAsync(Wording.Clip(values["runner"], 100), repository: null, cancellationToken);
        return BoundedAnswer.Of(LogText.MaxBytes, length => RunnerReport.Of(evidence, length)).GetRawText();
    }

    // What GitHub says of it beside is asked when it is read.
    protected override string? State(IReadOnlyDictionary<string, string> values)
    {
        var name = values["runner"].ToLowerInvariant();
        return (runners.Value.Get(name) ?? runners.Value.FindByName(name)) is { } row
            ? FormattableString.Invariant($"{row.State} {row.StateSince:O} {row.JobId} {row.GitHubRunnerId} {row.ContainerId} {row.ExitCode} {row.JobOverAt:O} {row.StopRequestedBy} {row.Reason}")
            : null;
    }
}
