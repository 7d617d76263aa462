namespace Mcp.Tools.Runners;

/// <summary>The stable words for why a job is served, waits or is refused, and why a start failed.</summary>
public static class ReasonCode
{
    /// <summary>A runner is on its way to it or idle for it.</summary>
    public const string Served = "served";

    /// <summary>A runner was started for it in this pass.</summary>
    public const string Started = "started";

    /// <summary>It asks for a GitHub-hosted runner.</summary>
    public const string HostedLabel = "hosted_label";

    /// <summary>It asks for another architecture than any pool has.</summary>
    public const string WrongArchitecture = "wrong_architecture";

    /// <summary>It asks for another operating system.</summary>
    public const string WrongOperatingSystem = "wrong_os";

    /// <summary>It asks for a label that no pool has.</summary>
    public const string MissingLabel = "missing_label";

    /// <summary>It names no label at all.</summary>
    public const string NoLabels = "no_labels";

    /// <summary>Its repository is public and not allowed by name.</summary>
    public const string PublicRepository = "public_repository";

    /// <summary>A webhook told of it, but its repository is none of those that are served.</summary>
    public const string RepositoryNotWatched = "repository_not_watched";

    /// <summary>The patterns of the configuration leave its repository out.</summary>
    public const string RepositoryDenied = "repository_denied";

    /// <summary>The runner group of its pool's scale set lets in whom the pool keeps out.</summary>
    public const string RunnerGroup = "runner_group";

    /// <summary>All runners that this host may have exist.</summary>
    public const string HostCap = "host_cap";

    /// <summary>The autoscaler is paused.</summary>
    public const string Paused = "paused";

    /// <summary>The memory that runners may have is promised to others.</summary>
    public const string Memory = "memory";

    /// <summary>The processors that runners may have are promised to others.</summary>
    public const string Processors = "processors";

    /// <summary>The host's GPUs are given to others.</summary>
    public const string GpuSlots = "gpu_slots";

    /// <summary>Too little is free on the engine's disk.</summary>
    public const string Disk = "disk";

    /// <summary>All runners that its pool may have exist.</summary>
    public const string PoolCap = "pool_cap";

    /// <summary>All runners that its repository may have exist.</summary>
    public const string RepositoryCap = "repository_cap";

    /// <summary>The queue could not be read.</summary>
    public const string DemandUnknown = "demand_unknown";

    /// <summary>The Docker engine does not answer.</summary>
    public const string EngineUnavailable = "engine_unavailable";

    /// <summary>The Docker engine refused.</summary>
    public const string EngineError = "engine_error";

    /// <summary>The pool's image is not on the engine and cannot be pulled.</summary>
    public const string ImageMissing = "image_missing";

    /// <summary>The pool's image is being pulled; its runners wait for it.</summary>
    public const string ImagePulling = "image_pulling";

    /// <summary>The pool's image is made for another architecture.</summary>
    public const string ImageWrongArchitecture = "image_wrong_architecture";

    /// <summary>The pool promises GPUs that the host or the engine cannot give.</summary>
    public const string GpuMissing = "gpu_missing";

    /// <summary>The pool names a runtime that the engine does not have.</summary>
    public const string RuntimeMissing = "runtime_missing";

    /// <summary>The engine cannot give the pool's runners a Docker daemon of their own.</summary>
    public const string OwnDockerUnavailable = "own_docker_unavailable";

    /// <summary>GitHub refused to register a runner.</summary>
    public const string RegistrationRefused = "registration_refused";

    /// <summary>The runner did not come online in time.</summary>
    public const string RegistrationTimeout = "registration_timeout";

    /// <summary>The host's ports cannot be kept from jobs, which is required.</summary>
    public const string HostUnprotected = "host_unprotected";

    /// <summary>The proxy that the pool's runners must go out through cannot be had.</summary>
    public const string EgressUnavailable = "egress_unavailable";

    /// <summary>Starts in this pool failed lately; the next try is at a known time.</summary>
    public const string BackingOff = "backing_off";

    /// <summary>Starts fail again and again: single runners try until one comes online.</summary>
    public const string BreakerOpen = "breaker_open";

    /// <summary>The runner ended before it had a job.</summary>
    public const string RunnerDied = "runner_died";

    /// <summary>GitHub refuses the image's runner version as too old.</summary>
    public const string RunnerTooOld = "runner_too_old";

    /// <summary>The scale set of its pool brings it, or will: nothing is started for it over REST.</summary>
    public const string ScaleSet = "scale_set";

    /// <summary>The job is waiting for longer than GitHub keeps it queued.</summary>
    public const string QueuedTooLong = "queued_too_long";
}
