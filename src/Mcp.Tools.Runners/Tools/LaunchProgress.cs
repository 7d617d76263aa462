using Mcp.Tools.Runners.Reports;

namespace Mcp.Tools.Runners.Tools;

/// <summary>How far the runners of one request are on their way to being online. Pure.</summary>
/// <param name="Done">Steps done, out of <paramref name="Total"/>; a pull counts as part of one.</param>
/// <param name="Text">The same in words.</param>
/// <param name="IsSettled">Whether waiting on changes nothing: each is online or has ended, or nobody starts any.</param>
internal sealed record LaunchProgress(double Done, int Total, string Text, bool IsSettled)
{
    private const int Steps = 5;

    public static LaunchProgress Of(Situation situation, IReadOnlyCollection<RunnerInfo> runners)
    {
        var states = runners.GroupBy(runner => runner.State).OrderBy(group => group.Key)
            .Select(group => FormattableString.Invariant($"{group.Count()} {Wording.Of(group.Key)}"));
        var pulls = runners.Where(runner => runner.State == RunnerState.Registered)
            .Select(runner => situation.PullFor(runner.Pool)).OfType<Launching.ImagePull>().Distinct()
            .Select(pull => $"; pulling {Wording.Clip(pull.Image, 200)}: {PullReading.Describe(pull, situation.Now)}");
        return new(
            runners.Sum(runner => Step(situation, runner)),
            Steps * runners.Count,
            string.Concat([string.Join(", ", states), .. pulls]),
            !situation.AutoscalerLives || runners.All(runner => IsSettledAt(runner.State)));
    }

    private static bool IsSettledAt(RunnerState state) => state >= RunnerState.Online;

    private static double Step(Situation situation, RunnerInfo runner) => runner.State switch
    {
        RunnerState.Registered => 2 + Pulled(situation.PullFor(runner.Pool)),
        var state => Math.Min((int)state, Steps),
    };

    // Below 1: what follows the pull is a step of its own.
    private static double Pulled(Launching.ImagePull? pull) =>
        pull is { TotalBytes: > 0 and var total } ? Math.Clamp(0.9 * pull.DoneBytes / total, 0, 0.9) : 0;
}
