using System.Collections.Immutable;

namespace Mcp.Tools.Runners;

/// <summary>Runners of one kind: the same labels, image, resources and limits.</summary>
public sealed class RunnerPool
{
    /// <summary>The pool's name: lower-case letters, digits and '-', at most 32. Default <c>default</c>.</summary>
    public string Name { get; set; } = "default";

    /// <summary>The architecture. Default: this host's.</summary>
    public RunnerArchitecture Architecture { get; set; } = HostArchitecture.Current;

    /// <summary>All labels that its runners carry. Empty (default): <c>self-hosted, linux, {architecture}, docker</c>, and where a GPU is granted <c>cuda, gpu</c> (NVIDIA) or <c>rocm, gpu</c> (AMD).</summary>
    public IList<string> Labels { get; set; } = [];

    /// <summary>The image. Default <c>ghcr.io/actions/actions-runner:latest</c>. One with a digest (<c>…@sha256:…</c>) is used exactly as it is.</summary>
    public string Image { get; set; } = "ghcr.io/actions/actions-runner:latest";

    /// <summary>
    /// How long after its last pull an image is pulled anew in the background, 1 hour to 30 days. Default 7 days: GitHub stops giving jobs to a
    /// runner 30 days after a newer version came out. Null: never. Images with a digest, and those built on the engine, are never pulled anew.
    /// </summary>
    /// <remarks>Source: https://docs.github.com/en/actions/reference/runners/self-hosted-runners.</remarks>
    public TimeSpan? ImageRefresh { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Where the image keeps the runner. Default: the layout that <see cref="Image"/> is known to have by its name, else the official one.</summary>
    public ImageLayout? Layout { get; set; }

    /// <summary>
    /// Whether a script inside each runner refuses jobs of any other repository than the one that it was made for, before their first step.
    /// Default true. It takes the place of a script that the image itself names in <c>ACTIONS_RUNNER_HOOK_JOB_STARTED</c>.
    /// </summary>
    public bool RepositoryHook { get; set; } = true;

    /// <summary>What each container may use.</summary>
    public RunnerResources Resources { get; set; } = new();

    /// <summary>How many GPUs each runner gets. Default 0: none, and no GPU label.</summary>
    public int Gpus { get; set; }

    /// <summary>Whose GPUs. Default NVIDIA's. All pools of one autoscaler that give GPUs name the same.</summary>
    public GpuVendor GpuVendor { get; set; }

    /// <summary>The engine's runtime that its containers run under, for example <c>runc</c>, <c>runsc</c> (gVisor), <c>kata</c> or <c>sysbox-runc</c>. Default: the engine's own default.</summary>
    public string? Runtime { get; set; }

    /// <summary>Lets its runners reach named hosts only, through a proxy. Default: null, the internet is reachable.</summary>
    public PoolEgress? Egress { get; set; }

    /// <summary>
    /// Whether each runner gets a rootless Docker daemon of its own, inside its container, for jobs with <c>container:</c> or <c>services:</c>
    /// and for <c>docker build</c>. Default false: such jobs fail. The image must hold the daemon. It opens more of the kernel to jobs: they
    /// may make namespaces and mounts of their own. The host's engine is never handed in.
    /// </summary>
    public bool OwnDocker { get; set; }

    /// <summary>How many runners at once. Default: no limit of its own beside <see cref="RunnersOptions.MaxRunners"/>.</summary>
    public int? MaxRunners { get; set; }

    /// <summary>How many runners of one repository at once. Default: no limit.</summary>
    public int? MaxRunnersPerRepository { get; set; }

    /// <summary>Idle runners that are kept ready for each repository of <see cref="MinIdleFor"/>. Default 0. They make room when another job waits for it.</summary>
    public int MinIdle { get; set; }

    /// <summary>The repositories, <c>owner/name</c>, that <see cref="MinIdle"/> holds for. Default: none.</summary>
    public IList<string> MinIdleFor { get; set; } = [];

    /// <summary>How long a job may run before its runner is stopped, 1 min to 5 days. Default 5 days, GitHub's own limit on self-hosted runners.</summary>
    /// <remarks>Source: https://docs.github.com/en/actions/reference/limits.</remarks>
    public TimeSpan JobTimeLimit { get; set; } = TimeSpan.FromDays(5);

    /// <summary>The scale set at GitHub that brings the pool's jobs. Default null: the queues are read over REST.</summary>
    public ScaleSetOptions? ScaleSet { get; set; }

    /// <summary>The layout in force: <see cref="Layout"/>, or the one that the image is known to have.</summary>
    public ImageLayout EffectiveLayout => Layout ?? ImageLayout.Of(Image);

    /// <summary>The labels in force: <see cref="Labels"/>, or the default ones.</summary>
    public ImmutableArray<string> EffectiveLabels => Labels.Count > 0
        ? [.. Labels]
        : ["self-hosted", "linux", HostArchitecture.ToLabel(Architecture), "docker", .. GpuLabels];

    private string[] GpuLabels => Gpus == 0 ? [] : [GpuVendor == GpuVendor.Amd ? "rocm" : "cuda", "gpu"];
}
