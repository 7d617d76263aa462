using System.Globalization;

namespace Mcp.Tools.Runners.Launching;

/// <summary>Finds what cannot be launched before the engine is asked, and says how to mend it. Pure.</summary>
internal static class LaunchChecks
{
    /// <summary>Below these the runner itself fails, before the job has anything (measured: 96 MB and 40 pids for a job that says hello).</summary>
    private const long MinimumMemory = 256L << 20;
    private const long MinimumPids = 128;
    private const long MinimumOpenFiles = 1024;
    private const long MinimumLog = 64L << 10;
    private const long MinimumTmp = 1L << 20;
    private const double MinimumProcessors = 0.1;

    /// <summary>All that is wrong, each with its remedy; empty if nothing is.</summary>
    public static IReadOnlyList<string> Find(RunnerLaunch launch)
    {
        var pool = launch.Pool;
        var resources = pool.Resources;
        var found = new List<string>();

        void Require(bool holds, FormattableString otherwise)
        {
            if (!holds)
            {
                found.Add(otherwise.ToString(CultureInfo.InvariantCulture));
            }
        }

        Require(IsPoolName(pool.Name), $"Pool name '{pool.Name}': use lower-case letters, digits and '-', at most 32.");
        Require(IsContainerName(launch.Runner.Name), $"Runner name '{launch.Runner.Name}': use letters, digits, '_', '.' and '-', at most 128.");
        Require(launch.ControllerId.Length > 0, $"The controller has no id: without one nothing could be found again.");
        Require(launch.Runner.Id.Length > 0, $"The runner has no id: without one its container could not be found again.");
        Require(IsImage(pool.Image), $"Image '{pool.Image}': name one, for example ghcr.io/actions/actions-runner:latest.");
        Require(
            pool.Layout is { UserId: > 0, GroupId: > 0 },
            $"Layout user {pool.Layout.UserId}:{pool.Layout.GroupId}: jobs never run as root. Set UserId and GroupId to the image's runner user, for example 1001.");
        Require(IsRoot(pool.Layout.Root), $"Layout root '{pool.Layout.Root}': name the absolute folder that holds bin/Runner.Listener, for example /home/runner.");
        Require(
            pool.Layout.Command is [['/', ..], ..],
            $"Layout command: begin with the listener's absolute path, for example /home/runner/bin/Runner.Listener.");
        Require(
            double.IsFinite(resources.Processors) && resources.Processors >= MinimumProcessors,
            $"Processors {resources.Processors}: at least {MinimumProcessors}.");
        Require(resources.MemoryBytes >= MinimumMemory, $"MemoryBytes {resources.MemoryBytes}: at least {MinimumMemory} (256 MiB), which the runner itself needs.");
        Require(resources.Pids >= MinimumPids, $"Pids {resources.Pids}: at least {MinimumPids}, which the runner itself needs.");
        Require(resources.OpenFiles >= MinimumOpenFiles, $"OpenFiles {resources.OpenFiles}: at least {MinimumOpenFiles}.");
        Require(resources.TmpBytes >= MinimumTmp, $"TmpBytes {resources.TmpBytes}: at least {MinimumTmp} (1 MiB).");
        Require(resources.LogBytes >= MinimumLog, $"LogBytes {resources.LogBytes}: at least {MinimumLog} (64 KiB).");
        Require(pool.Gpus >= 0, $"Gpus {pool.Gpus}: 0 for none.");
        return found;
    }

    private static bool IsPoolName(string name) =>
        name.Length is > 0 and <= 32 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static bool IsContainerName(string name) =>
        name.Length is > 1 and <= 128 && char.IsAsciiLetterOrDigit(name[0]) &&
        name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');

    private static bool IsImage(string image) => image.Length is > 0 and <= 512 && !image.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));

    private static bool IsRoot(string root) =>
        root is ['/', not '/', ..] && !root.EndsWith('/') && !root.Split('/').Any(part => part is "." or "..") && !root.Any(char.IsControl);
}
