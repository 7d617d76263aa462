using Docker.DotNet.Models;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Launching;

/// <summary>Makes a runner's container with its files inside, or undoes what it made.</summary>
internal sealed partial class FilledContainers(
    EngineConnection engine, RunnerContainers containers, RunnersOptions options, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly PodmanContainers _podman = new(engine);

    private volatile string? _problem;

    /// <summary>Why configurations are in the environment, as a warning; null: they are not.</summary>
    public string? Problem
    {
        get => _problem;
        private set => _problem = value;
    }

    /// <summary>
    /// Creates the runner's container and places its files. Where the engine takes no files: the same container with the configuration in its
    /// environment, if the user allows that.
    /// </summary>
    /// <returns>Its id; null: the name is somebody else's, nothing was made, and nothing is undone.</returns>
    /// <exception cref="LauncherException">It could not; nothing of it is left.</exception>
    public async Task<string?> CreateAsync(
        RunnerLaunch launch, CreateContainerParameters spec, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, EngineFacts facts, CancellationToken cancellationToken)
    {
        try
        {
            return await CreateWithFilesAsync(launch, spec, files, facts, cancellationToken);
        }
        catch (FilesRefusedException ex) when (!options.Docker.JitInEnvironment)
        {
            throw ex.Cause;
        }
        catch (FilesRefusedException ex)
        {
            Problem = $"The engine takes no files into a container before its start, so each runner's configuration is in its environment, where 'docker inspect' shows it: {ex.Cause.Message}";
            LogFilesRefused(launch.Runner.Name, ex.Cause.Message);
            return await containers.CreateOrAdoptAsync(launch, ContainerSpec.WithJit(spec, launch.JitConfiguration), cancellationToken) is var (id, _) ? id : null;
        }
    }

    public void Dispose() => _podman.Dispose();

    private async Task<string?> CreateWithFilesAsync(
        RunnerLaunch launch, CreateContainerParameters spec, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, EngineFacts facts, CancellationToken cancellationToken)
    {
        try
        {
            if (await containers.CreateOrAdoptAsync(launch, spec, cancellationToken) is not var (id, needsFiles))
            {
                return null;
            }

            if (needsFiles)
            {
                await PlaceAsync(id, launch, files, facts, cancellationToken);
            }

            LogCreated(launch.Runner.Name, id);
            return id;
        }
        catch
        {
            await UndoAsync(launch);
            throw;
        }
    }

    private async Task PlaceAsync(
        string id, RunnerLaunch launch, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, EngineFacts facts, CancellationToken cancellationToken)
    {
        try
        {
            if (facts.IsPodman)
            {
                await _podman.PrepareAsync(id, cancellationToken);
            }

            using var archive = await JitArchive.WriteAsync(files, HookOf(launch), launch.Pool.EffectiveLayout, time.GetUtcNow(), cancellationToken);
            await containers.PlaceAsync(id, launch.Pool.EffectiveLayout.Root, archive, cancellationToken);
            Problem = null;
        }
        catch (LauncherException ex) when (ex.Code == ReasonCode.EngineError)
        {
            throw new FilesRefusedException(ex);
        }
    }

    private string? HookOf(RunnerLaunch launch) => launch.Pool.RepositoryHook ? RepositoryHook.Script(AllowedJobs.Of(launch, options)) : null;

    private async Task UndoAsync(RunnerLaunch launch)
    {
        try
        {
            // Not the caller's token: a cancelled creation must be undone as well.
            await containers.UndoAsync(launch, CancellationToken.None);
        }
        catch (LauncherException ex)
        {
            // The first failure is the one to tell; what is left carries our label and is found by the next listing.
            LogUndoFailed(launch.Runner.Name, ex.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Container of runner {Runner} is ready: {ContainerId}.")]
    private partial void LogCreated(string runner, string containerId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The configuration of runner {Runner} goes into its environment, since the engine takes no files: {Problem}")]
    private partial void LogFilesRefused(string runner, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was made of runner {Runner} could not be removed yet: {Problem}")]
    private partial void LogUndoFailed(string runner, string problem);

    /// <summary>The container was made, and taken back, since its files could not be placed.</summary>
    private sealed class FilesRefusedException(LauncherException cause) : Exception(cause.Message, cause)
    {
        public LauncherException Cause { get; } = cause;
    }
}
