namespace Mcp.Tools.Runners.Launching.OwnDocker;

/// <summary>Whether an engine can give runners a Docker daemon of their own. The daemon itself would fail only after the registration.</summary>
internal static class OwnDockerChecks
{
    private const string Tun = "/dev/net/tun";

    private const UnixFileMode Everybody = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>What is wrong and what to do; null: nothing.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="engine">What the engine said about itself.</param>
    /// <param name="modeOf">The mode of a file on the engine's host, null where there is none; null: another host, which cannot be looked at.</param>
    public static string? Problem(RunnerPool pool, EngineFacts engine, Func<string, UnixFileMode?>? modeOf)
    {
        if (!pool.OwnDocker)
        {
            return null;
        }

        if (engine.IsPodman || engine.IsRootless)
        {
            return $"The pool '{pool.Name}' gives its runners a Docker daemon of their own (ownDocker), which needs a Docker engine with root; this is {engine.Name}. Take ownDocker out of the pool, or use another engine.";
        }

        return modeOf is null || (modeOf(Tun) is { } mode && (mode & Everybody) == Everybody)
            ? null
            : $"The pool '{pool.Name}' gives its runners a Docker daemon of their own (ownDocker), which needs {Tun} for everybody. On the engine's host: modprobe tun && chmod 666 {Tun}.";
    }

    /// <exception cref="LauncherException">The engine cannot.</exception>
    public static void Require(RunnerPool pool, EngineFacts engine, Func<string, UnixFileMode?>? modeOf)
    {
        if (Problem(pool, engine, modeOf) is { } problem)
        {
            throw new LauncherException(ReasonCode.OwnDockerUnavailable, problem);
        }
    }

    /// <summary>Of this machine.</summary>
    public static UnixFileMode? ModeHere(string path) =>
        !OperatingSystem.IsWindows() && File.Exists(path) ? File.GetUnixFileMode(path) : null;
}
