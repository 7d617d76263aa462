namespace Mcp.Tools.Runners.Reports;

/// <summary>What to say of runners that were set apart: they take places until somebody decides.</summary>
internal static class QuarantineAdvice
{
    /// <summary>Null: there are none.</summary>
    public static string? Of(Situation situation) =>
        situation.Fleet.Where(runner => runner.State == RunnerState.Quarantined).ToList() is [var first, ..] quarantined
            ? $"{Wording.Count(quarantined.Count, "runner")} set apart because of contradictory traces, each taking a place until a person decides: get_runner with runner \"{first.Id}\" says why, stop_runner takes it away."
            : null;
}
