using System.Text.Json;
using System.Text.Json.Nodes;

namespace GitHubSimulator;

/// <summary>The simulated webhooks: every change of a job or a run is delivered to the hooks that want it.</summary>
public sealed class Webhooks : IAsyncDisposable
{
    private readonly HookBoard _board;
    private readonly EventPayload _payloads;
    private readonly WebhookSender _sender;
    private readonly SimulatedWorld _world;

    internal Webhooks(SimulatedWorld world, HookBoard board, EventPayload payloads, TimeProvider time)
    {
        (_world, _board, _payloads) = (world, board, payloads);
        _sender = new WebhookSender(board, Faults, time);
        _sender.Start();
        world.Changed = Tell;
    }

    /// <summary>What goes wrong with the next deliveries.</summary>
    public DeliveryFaults Faults { get; } = new();

    /// <summary>All hooks.</summary>
    public IReadOnlyList<SimulatedHook> Hooks => _board.Hooks;

    /// <summary>Makes a hook without a request, for the App too (<see cref="SimulatedHook.AppScope"/>). It is not pinged.</summary>
    public SimulatedHook Add(string scope, Uri url, string? secret, params string[] events) =>
        _board.Add(id => new SimulatedHook(id, scope, url, events.Length == 0 ? ["workflow_job", "workflow_run"] : events, _board.Now) { Secret = secret });

    /// <summary>Makes the hook deliver to another address.</summary>
    public void Move(long hookId, Uri url) => _board.Change(hookId, hook => hook with { Url = url });

    /// <summary>What was delivered to a hook, newest first.</summary>
    public IReadOnlyList<SimulatedDelivery> DeliveriesOf(long hookId) => _board.DeliveriesOf(hookId);

    /// <summary>Completes when all that has happened is delivered, lost or failed.</summary>
    public Task IdleAsync(CancellationToken cancellationToken) => _sender.IdleAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _sender.DisposeAsync();

    internal void Ping(SimulatedHook hook) => Send(hook, "ping", action: null, repositoryId: null, _payloads.Ping(hook, _world.Snapshot()));

    /// <summary>Sends the same event once more, under the same guid.</summary>
    internal void Redeliver(SimulatedDelivery delivery) => _sender.Enqueue(delivery with { Redelivery = true });

    /// <summary>Called under the world's lock, so that deliveries begin in the order of what happened.</summary>
    private void Tell(WorldSnapshot before, WorldSnapshot after)
    {
        var hooks = _board.Hooks;
        if (hooks.Count == 0)
        {
            return;
        }
        foreach (var happened in WorldEvents.Between(before, after))
        {
            foreach (var hook in hooks.Where(hook => hook.Wants(happened.Repository, happened.Name)))
            {
                Send(hook, happened.Name, happened.Action, after.Repositories[happened.Repository].Id, _payloads.Of(happened, after));
            }
        }
    }

    private void Send(SimulatedHook hook, string name, string? action, long? repositoryId, JsonObject payload) => _sender.Enqueue(new SimulatedDelivery(
        Id: 0, hook.Id, Guid.NewGuid().ToString(), name, action, repositoryId, payload.ToJsonString(JsonSerializerOptions.Default), default, StatusCode: 0, Redelivery: false));
}
