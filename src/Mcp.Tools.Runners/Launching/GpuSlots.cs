using System.Collections.Immutable;
using Docker.DotNet.Models;

namespace Mcp.Tools.Runners.Launching;

/// <summary>Which GPUs a new runner gets: never one that another container has. Pure.</summary>
internal static class GpuSlots
{
    /// <param name="pool">The runner's pool.</param>
    /// <param name="inventory">The GPUs of the host.</param>
    /// <param name="taken">The ids of those that other containers have, with their containers' names.</param>
    /// <exception cref="LauncherException">There are too few, or too few are free.</exception>
    public static ImmutableArray<Gpu> Choose(RunnerPool pool, GpuInventory inventory, IReadOnlyDictionary<string, string> taken)
    {
        if (inventory.Grantable < pool.Gpus)
        {
            throw new LauncherException(
                ReasonCode.GpuMissing,
                $"The pool '{pool.Name}' gives each runner {pool.Gpus} GPU(s), and this host can give {inventory.Grantable} of the {inventory.Gpus.Length} that are found. {Reasons(inventory)}");
        }

        ImmutableArray<Gpu> free = [.. inventory.Gpus.Where(gpu => gpu.Missing is null && !taken.ContainsKey(gpu.Id))];
        return free.Length >= pool.Gpus
            ? free[..pool.Gpus]
            : throw new LauncherException(
                ReasonCode.GpuSlots,
                $"The pool '{pool.Name}' gives each runner {pool.Gpus} GPU(s), and {free.Length} of the {inventory.Grantable} of this host are free; the others are given to {string.Join(", ", taken.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}. It is tried again.");
    }

    /// <summary>Who has which. A container that has ended needs none, even where it is still there.</summary>
    /// <param name="containers">All that carry the label.</param>
    /// <param name="launch">The runner that is launched; what it was given before does not stand in its own way.</param>
    public static Dictionary<string, string> Taken(IEnumerable<ContainerListResponse> containers, RunnerLaunch launch)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var container in containers.Where(container => container.State is not ("exited" or "dead") && !IsOf(container, launch)))
        {
            var ids = container.Labels is { } labels && labels.TryGetValue(ContainerLabels.Gpus, out var text) ? text : string.Empty;
            foreach (var id in ids.Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                taken[id] = container.Names is [var name, ..] ? name.TrimStart('/') : container.ID;
            }
        }

        return taken;
    }

    private static bool IsOf(ContainerListResponse container, RunnerLaunch launch) =>
        container.Labels.Has(ContainerLabels.Controller, launch.ControllerId) && container.Labels.Has(ContainerLabels.RunnerId, launch.Runner.Id);

    private static string Reasons(GpuInventory inventory) => string.Join(
        ' ',
        inventory.Missing.Concat(inventory.Gpus.Where(gpu => gpu.Missing is not null).Select(gpu => $"{gpu.Name} ({gpu.Id}): {gpu.Missing}").Take(4)));
}
