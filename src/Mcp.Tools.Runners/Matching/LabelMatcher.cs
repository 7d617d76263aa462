namespace Mcp.Tools.Runners.Matching;

/// <summary>
/// Decides which pool can serve a job. GitHub gives a job to a runner that has all of the job's labels, whatever their case; on top of that
/// a job that names another architecture is not taken, even if only its name says so.
/// </summary>
internal static class LabelMatcher
{
    /// <summary>GitHub drops a job that has been queued for a day (<see href="https://docs.github.com/actions/reference/limits">limits</see>).</summary>
    private static readonly TimeSpan QueueLimit = TimeSpan.FromHours(24);

    private static readonly string[] OperatingSystems = ["linux", "windows", "macos"];

    public static JobMatch Match(WorkflowJob job, IReadOnlyList<RunnerPool> pools, DateTimeOffset now)
    {
        if (job.Status == JobStatus.Queued && now - job.CreatedAt > QueueLimit)
        {
            return Refused(
                ReasonCode.QueuedTooLong,
                $"The job is queued since {job.CreatedAt:u}, longer than the 24 hours that GitHub keeps a queued job.",
                "Run the workflow again.");
        }

        if (job.Labels.IsDefaultOrEmpty)
        {
            return Refused(ReasonCode.NoLabels, "The job names no label.", "Give the job 'runs-on: [self-hosted, …]'.");
        }

        if (job.Labels.FirstOrDefault(HostedLabels.IsHosted) is { } hosted)
        {
            return Refused(
                ReasonCode.HostedLabel,
                $"The job asks for GitHub's own runner '{hosted}', so GitHub must run it.",
                $"To run it here, change 'runs-on: {hosted}' to 'runs-on: [{string.Join(", ", pools[0].EffectiveLabels)}]'.");
        }

        var architecture = ArchitectureHints.Judge(job.Labels, job.WorkflowPath, job.WorkflowName, job.Name);
        var fits = pools.Where(pool => Missing(job, pool).Count == 0).OrderBy(pool => pool.EffectiveLabels.Length).ToList();
        return fits.FirstOrDefault(pool => architecture.Architecture is null || architecture.Architecture == pool.Architecture) is { } found
            ? new(found, ReasonCode.Served, $"The pool '{found.Name}' has all of the job's labels.", Remedy: null)
            : WhyNone(job, pools, architecture);
    }

    private static JobMatch WhyNone(WorkflowJob job, IReadOnlyList<RunnerPool> pools, ArchitectureVerdict architecture)
    {
        var have = string.Join(", ", pools.Select(pool => HostArchitecture.ToLabel(pool.Architecture)).Distinct());
        if (architecture.Architecture is { } wanted && pools.All(pool => pool.Architecture != wanted))
        {
            var word = HostArchitecture.ToLabel(wanted);
            return Refused(
                ReasonCode.WrongArchitecture,
                $"The job asks for {word} ({architecture.Evidence}); the pools here have {have}.",
                architecture.FromLabels
                    ? $"Add a pool on an {word} machine, or change the job's label to one of: {have}."
                    : $"If the job may run on {have}, say so with a label in 'runs-on'; else add a pool on an {word} machine.");
        }

        var system = job.Labels.FirstOrDefault(label =>
            OperatingSystems.Contains(label, StringComparer.OrdinalIgnoreCase) && pools.All(pool => !Has(pool, label)));
        if (system is not null)
        {
            return Refused(
                ReasonCode.WrongOperatingSystem,
                $"The job asks for the operating system '{system}'; the pools here run Linux containers.",
                "Change the job's label to 'linux', or run it on a machine with that system.");
        }

        // Where a name asks for an architecture, a pool of another one is no candidate, although it may have all labels.
        var candidates = pools.Where(pool => architecture.Architecture is null || pool.Architecture == architecture.Architecture);
        var (nearest, missing) = candidates.Select(pool => (pool, Missing: Missing(job, pool))).MinBy(candidate => candidate.Missing.Count);
        return Refused(
            ReasonCode.MissingLabel,
            $"No pool has the label{(missing.Count == 1 ? "" : "s")} {Quoted(missing)}; the nearest pool is '{nearest.Name}' ({string.Join(", ", nearest.EffectiveLabels)}).",
            $"Add {Quoted(missing)} to the labels of the pool '{nearest.Name}', or remove it from the job's 'runs-on'.");
    }

    private static List<string> Missing(WorkflowJob job, RunnerPool pool) => [.. job.Labels.Where(label => !Has(pool, label))];

    private static bool Has(RunnerPool pool, string label) => pool.EffectiveLabels.Contains(label, StringComparer.OrdinalIgnoreCase);

    private static string Quoted(IEnumerable<string> labels) => string.Join(", ", labels.Select(label => $"'{label}'"));

    private static JobMatch Refused(string code, string text, string remedy) => new(Pool: null, code, text, remedy);
}
