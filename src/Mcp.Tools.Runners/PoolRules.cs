using System.Globalization;
using System.Text.RegularExpressions;
using Mcp.Tools.Runners.GitHub.ScaleSets;

namespace Mcp.Tools.Runners;

/// <summary>Finds what is impossible about a pool and says how to mend it: at start, and again before a launch. Pure.</summary>
internal static partial class PoolRules
{
    /// <summary>Below these the runner itself fails, before the job has anything (measured: 96 MB and 40 pids for a job that says hello).</summary>
    private const long MinimumMemory = 256L << 20;
    private const long MinimumPids = 128;
    private const long MinimumOpenFiles = 1024;
    private const long MinimumLog = 64L << 10;
    private const long MinimumTmp = 1L << 20;
    private const long MinimumDisk = 1L << 30;
    private const double MinimumProcessors = 0.1;
    private const int MaximumGpus = 64;
    private const int MaximumIdle = 100;

    private static readonly TimeSpan ShortestJob = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestJob = TimeSpan.FromDays(5);

    private static readonly TimeSpan ShortestRefresh = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestRefresh = TimeSpan.FromDays(30);

    /// <summary>GitHub's own limit.</summary>
    private const int MaximumLabels = 100;

    /// <summary>All that is wrong, each with its remedy; empty if nothing is.</summary>
    public static IReadOnlyList<string> Find(RunnerPool pool)
    {
        var found = new List<string>();
        Require(PoolName().IsMatch(pool.Name), $"name '{pool.Name}': use 1 to 32 lower-case letters, digits and '-'.");
        Require(IsImage(pool.Image), $"image '{pool.Image}': name one, for example ghcr.io/actions/actions-runner:latest.");
        Require(pool.Labels.Count <= MaximumLabels, $"labels: {pool.Labels.Count} are more than the {MaximumLabels} that GitHub takes.");
        Require(pool.Labels.All(IsLabel), $"labels: one is empty, or holds a comma or a blank. Give one word each.");
        Require(pool.MaxRunners is null or >= 0, $"maxRunners {pool.MaxRunners}: give 0 or more, or leave it out.");
        Require(pool.MaxRunnersPerRepository is null or >= 1, $"maxRunnersPerRepository {pool.MaxRunnersPerRepository}: give 1 or more, or leave it out.");
        Require(pool.Gpus is >= 0 and <= MaximumGpus, $"gpus {pool.Gpus}: give 0 (none) to {MaximumGpus}.");
        Require(Enum.IsDefined(pool.GpuVendor), $"gpuVendor {pool.GpuVendor}: give Nvidia or Amd.");
        Require(
            pool.Runtime is null || RuntimeName().IsMatch(pool.Runtime),
            $"runtime '{pool.Runtime}': name one of the engine's (docker info shows them), for example runsc, or leave it out for the engine's default.");
        Require(pool.MinIdle is >= 0 and <= MaximumIdle, $"minIdle {pool.MinIdle}: give 0 (none) to {MaximumIdle}.");
        Require(pool.MinIdle == 0 || pool.MinIdleFor.Count > 0, $"minIdleFor: it is empty, so minIdle {pool.MinIdle} holds for nobody. Name repositories, or set minIdle to 0.");
        Require(pool.MinIdleFor.All(name => RepositoryName.TryParse(name, out _)), $"minIdleFor: write each repository as owner/name, for example octocat/hello-world.");
        Require(
            pool.JobTimeLimit >= ShortestJob && pool.JobTimeLimit <= LongestJob,
            $"jobTimeLimit {pool.JobTimeLimit}: give 1 minute to 5 days, after which GitHub itself ends a job.");
        Require(
            pool.ImageRefresh is null || (pool.ImageRefresh >= ShortestRefresh && pool.ImageRefresh <= LongestRefresh),
            $"imageRefresh {pool.ImageRefresh}: give 1 hour to 30 days, after which GitHub gives an outdated runner no jobs, or leave it empty for never.");
        Require(!pool.OwnDocker || pool.Gpus == 0, $"ownDocker: it goes not with gpus {pool.Gpus}, which a runner's own daemon cannot hand on. Use two pools.");
        CheckScaleSet(pool.ScaleSet, Require);
        CheckLayout(pool.EffectiveLayout, Require);
        CheckResources(pool.Resources, Require);
        found.AddRange(pool.Egress is { } egress ? EgressRules.Find(egress) : []);
        return found;

        void Require(bool holds, FormattableString otherwise)
        {
            if (!holds)
            {
                found.Add(otherwise.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private static void CheckScaleSet(ScaleSetOptions? set, Action<bool, FormattableString> require)
    {
        if (set is null)
        {
            return;
        }

        require(
            ScaleSetAddress.TryParse(set.ConfigUrl, out _),
            $"scaleSet.configUrl '{set.ConfigUrl}': give https://github.com/ORGANISATION, https://github.com/OWNER/REPOSITORY or https://github.com/enterprises/ENTERPRISE.");
        require(set.Name is null || IsLabel(set.Name), $"scaleSet.name '{set.Name}': give one word, or leave it out for the pool's name.");
        require(set.RunnerGroup.Trim().Length > 0, $"scaleSet.runnerGroup: it is empty. Name a runner group, or leave it out for 'default'.");
    }

    private static void CheckLayout(ImageLayout layout, Action<bool, FormattableString> require)
    {
        require(
            layout is { UserId: > 0, GroupId: > 0 },
            $"layout user {layout.UserId}:{layout.GroupId}: jobs never run as root. Give the uid and gid of the image's runner user, for example 1001.");
        require(IsRoot(layout.Root), $"layout.root '{layout.Root}': name the absolute folder that holds bin/Runner.Listener, for example /home/runner.");
        require(
            layout.Command is [['/', ..], ..],
            $"layout.command: begin with the listener's absolute path, for example /home/runner/bin/Runner.Listener.");
    }

    private static void CheckResources(RunnerResources resources, Action<bool, FormattableString> require)
    {
        require(
            double.IsFinite(resources.Processors) && resources.Processors >= MinimumProcessors,
            $"resources.processors {resources.Processors}: at least {MinimumProcessors}.");
        require(
            resources.MemoryBytes >= MinimumMemory,
            $"resources.memoryBytes {resources.MemoryBytes}: at least {MinimumMemory} (256 MiB), which the runner itself needs.");
        require(resources.Pids >= MinimumPids, $"resources.pids {resources.Pids}: at least {MinimumPids}, which the runner itself needs.");
        require(resources.OpenFiles >= MinimumOpenFiles, $"resources.openFiles {resources.OpenFiles}: at least {MinimumOpenFiles}.");
        require(resources.TmpBytes >= MinimumTmp, $"resources.tmpBytes {resources.TmpBytes}: at least {MinimumTmp} (1 MiB).");
        require(
            resources.DiskBytes is null or >= MinimumDisk,
            $"resources.diskBytes {resources.DiskBytes}: at least {MinimumDisk} (1 GiB), since the runner itself counts, or leave it out for no limit.");
        require(resources.LogBytes >= MinimumLog, $"resources.logBytes {resources.LogBytes}: at least {MinimumLog} (64 KiB).");
    }

    private static bool IsLabel(string label) => label.Length > 0 && !label.Any(c => c is ',' || char.IsWhiteSpace(c) || char.IsControl(c));

    private static bool IsImage(string image) => image.Length is > 0 and <= 512 && !image.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));

    private static bool IsRoot(string root) =>
        root is ['/', not '/', ..] && !root.EndsWith('/') && !root.Split('/').Any(part => part is "." or "..") && !root.Any(char.IsControl);

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex PoolName();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RuntimeName();
}
