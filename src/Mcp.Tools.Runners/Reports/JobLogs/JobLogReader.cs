using System.Collections.Immutable;
using System.Globalization;
using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Reports.JobLogs;

/// <summary>Reads a job's log from GitHub, once and line by line.</summary>
internal sealed class JobLogReader(Lazy<JobFinder> finder, Lazy<GitHubApi> github, TimeProvider time)
{
    /// <exception cref="ReportException">There is no such job or step, or it has no log.</exception>
    /// <exception cref="GitHubException">GitHub does not give it.</exception>
    public async Task<JobLogReading> ReadAsync(JobReference reference, RepositoryName? repository, LogQuestion question, CancellationToken cancellationToken)
    {
        if (reference.Oldest)
        {
            throw new ReportException("The oldest waiting job has no log yet: explain_job says why it waits.");
        }

        var found = await finder.Value.FindAsync(reference, repository, ended: true, cancellationToken);
        var asOf = time.GetUtcNow();
        var (job, steps) = await github.Value.GetJobStepsAsync(found.Job.Repository, found.Job.Id, cancellationToken);
        RequireLog(job, asOf);
        if (question.After is { } after && after.At != job.CompletedAt)
        {
            throw new ReportException("The cursor belongs to another attempt of the job. Leave it out to begin anew.");
        }

        var step = question.Step is { } wanted ? StepOf(wanted, steps) : null;
        var view = question.ViewOf(job);
        var selection = question.Select(view);
        var part = await PassAsync(job, steps, step?.Number, selection, cancellationToken);
        return new(
            job,
            view,
            step is null ? null : part.Steps.FirstOrDefault(seen => seen.Step.Number == step.Number) ?? new StepLines(step, null, null, 0),
            part,
            (selection as ErrorSelection)?.ErrorLine,
            (selection as GrepSelection)?.Hits,
            [.. found.Others.IsDefaultOrEmpty ? [] : found.Others.Where(other => other.Conclusion is "failure" or "timed_out")],
            asOf);
    }

    /// <summary>The first error of an ended job's log, with some lines around it.</summary>
    /// <exception cref="GitHubException">GitHub does not give it.</exception>
    public async Task<FirstError> FirstErrorAsync(WorkflowJob job, int before, int after, CancellationToken cancellationToken)
    {
        var selection = new ErrorSelection(before, after);
        var part = await PassAsync(job, [], onlyStep: null, selection, cancellationToken);
        return new(selection.ErrorLine, part.Lines);
    }

    private async Task<LogPart> PassAsync(WorkflowJob job, ImmutableArray<JobStep> steps, int? onlyStep, LogSelection selection, CancellationToken cancellationToken)
    {
        try
        {
            using var log = await github.Value.OpenJobLogAsync(job.Repository, job.Id, cancellationToken);
            return await new LogPass(selection, steps, onlyStep).RunAsync(log.ReadAsync, cancellationToken);
        }
        catch (GitHubException ex) when (ex.Kind == GitHubFailureKind.NotFound && job.RunnerName is null)
        {
            throw new ReportException(FormattableString.Invariant($"The job {job.Id} ended ({job.Conclusion ?? "no conclusion"}) without a runner, so it has no log. explain_job says more."));
        }
    }

    private static void RequireLog(WorkflowJob job, DateTimeOffset now)
    {
        if (job.Status == JobStatus.InProgress)
        {
            var since = job.StartedAt is { } start ? $" for {Wording.Of(now - start)}" : "";
            var meanwhile = job.RunnerName is { } runner ? $" get_runner with runner \"{VisibleText.Line(runner, 100)}\" shows what is known of it meanwhile, if the runner is of this host." : "";
            throw new ReportException(FormattableString.Invariant($"The job {job.Id} still runs{since}: GitHub gives a job's log only once it has ended. Ask again then.{meanwhile}"));
        }

        if (job.Status != JobStatus.Completed)
        {
            throw new ReportException(FormattableString.Invariant($"The job {job.Id} has no log: it is {Wording.Of(job.Status)} and has not begun. explain_job says why."));
        }
    }

    private static JobStep StepOf(string wanted, ImmutableArray<JobStep> steps)
    {
        var found = int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? steps.Where(step => step.Number == number).ToList()
            : [.. steps.Where(step => step.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase))];
        var exact = found.FindAll(step => step.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase));
        return exact is [var one] ? one
            : found is [var only] ? only
            : throw new ReportException(
                $"{(found.Count == 0 ? "No step" : "More than one step")} of the job is '{VisibleText.Line(wanted, 80)}'. Its steps: {string.Join("; ", steps.Take(40).Select(step => FormattableString.Invariant($"{step.Number} {VisibleText.Line(step.Name, 60)}")))}.");
    }
}
