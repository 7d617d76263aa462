namespace Mcp.Tools.Runners.Launching;

/// <summary>Whether the engine has the runtime that a pool names. Pure. The engine itself would say so only after the registration.</summary>
internal static class RuntimeChecks
{
    /// <summary>What is wrong and what to do; null: nothing.</summary>
    public static string? Problem(RunnerPool pool, EngineFacts engine) =>
        pool.Runtime is null || engine.Runtimes.Contains(pool.Runtime)
            ? null
            : $"The pool '{pool.Name}' names the runtime '{pool.Runtime}', and the engine has {(engine.Runtimes.Length == 0 ? "told of none" : string.Join(", ", engine.Runtimes))}. Install it and name it under \"runtimes\" in the engine's daemon.json, or change the pool's runtime.";

    /// <exception cref="LauncherException">The engine does not have it.</exception>
    public static void Require(RunnerPool pool, EngineFacts engine)
    {
        if (Problem(pool, engine) is { } problem)
        {
            throw new LauncherException(ReasonCode.RuntimeMissing, problem);
        }
    }
}
