using System.Globalization;
using Docker.DotNet.Models;

namespace Mcp.Tools.Runners.Launching;

/// <summary>What an inspected container says about its runner. Pure.</summary>
internal static class ContainerReading
{
    public static LaunchedRunner ToRunner(ContainerInspectResponse container)
    {
        var state = container.State ?? new State();
        var labels = container.Config?.Labels;
        var started = ParseTime(state.StartedAt);
        var finished = ParseTime(state.FinishedAt);
        var ended = !state.Running && finished is not null;
        return new LaunchedRunner(
            container.ID,
            labels is not null && labels.TryGetValue(ContainerLabels.RunnerId, out var id) ? id : string.Empty,
            (container.Name ?? string.Empty).TrimStart('/'),
            state.Running,
            ended,
            ended ? (int)state.ExitCode : null,
            started,
            ended ? finished : null,
            state.OOMKilled,
            labels is not null && labels.TryGetValue(ContainerLabels.SpecHash, out var hash) ? hash : null,
            labels is not null && labels.TryGetValue(ContainerLabels.Repository, out var text) && RepositoryName.TryParse(text, out var repository) ? repository : null);
    }

    /// <summary>Whether its process was never begun.</summary>
    public static bool NeverRan(State? state) => state is null || (!state.Running && ParseTime(state.StartedAt) is null);

    // The engine says "0001-01-01T00:00:00Z" for never.
    private static DateTimeOffset? ParseTime(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) && time.Year > 1
            ? time
            : null;
}
