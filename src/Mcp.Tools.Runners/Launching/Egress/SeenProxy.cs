using Docker.DotNet.Models;

namespace Mcp.Tools.Runners.Launching.Egress;

/// <summary>A pool's proxy in the engine's listing.</summary>
/// <param name="Id">The container's id.</param>
/// <param name="Name">The container's name.</param>
/// <param name="Pool">The pool's name.</param>
/// <param name="Hash">What it was made from.</param>
/// <param name="Running">Whether it runs.</param>
internal sealed record SeenProxy(string Id, string Name, string Pool, string? Hash, bool Running)
{
    /// <summary>Null: it is no proxy.</summary>
    public static SeenProxy? Of(ContainerListResponse container) =>
        container.Labels.Has(ContainerLabels.Role, ContainerLabels.Egress) && container.Labels!.TryGetValue(ContainerLabels.Pool, out var pool)
            ? new(
                container.ID,
                container.Names?.FirstOrDefault()?.TrimStart('/') ?? container.ID[..12],
                pool,
                container.Labels.TryGetValue(ContainerLabels.SpecHash, out var hash) ? hash : null,
                container.State == "running")
            : null;
}
