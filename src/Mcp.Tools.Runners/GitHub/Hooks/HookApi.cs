using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Mcp.Tools.Runners.GitHub.Wire;

namespace Mcp.Tools.Runners.GitHub.Hooks;

/// <summary>GitHub's webhooks and the lists of what they delivered, three days back.</summary>
internal sealed class HookApi(GitHubConnection connection)
{
    private const int MaxPages = 50;

    public Task<ImmutableArray<Hook>> ListAsync(HookOwner owner, CancellationToken cancellationToken) => PagesAsync<HookWire, Hook>(
        ApiPath.To($"{owner.Path}?per_page={Paging.PageSize}"), ToHook, _ => true, cancellationToken);

    /// <summary>Makes the hook. Not repeated after an unclear answer: look with <see cref="ListAsync"/> first.</summary>
    public async Task<Hook> CreateAsync(HookOwner owner, Uri address, Secret secret, IReadOnlyCollection<string> events, CancellationToken cancellationToken)
    {
        var request = new HookRequestWire("web", Active: true, [.. events], new HookConfigRequestWire(address.AbsoluteUri, "json", "0", secret));
        return ToHook((await connection.PostAsync<HookWire>(ApiPath.To(owner.Path), request, cancellationToken)).Body);
    }

    public Task DeleteAsync(HookOwner owner, long id, CancellationToken cancellationToken) =>
        connection.DeleteAsync(ApiPath.To(string.Create(CultureInfo.InvariantCulture, $"{owner.Path}/{id}")), cancellationToken);

    /// <summary>What was delivered at or after a moment, newest first. The list goes on in pages by cursor.</summary>
    /// <param name="hook">The hook's address below the API's base.</param>
    public Task<ImmutableArray<HookDelivery>> ListDeliveriesAsync(string hook, DateTimeOffset since, CancellationToken cancellationToken) => PagesAsync<HookDeliveryWire, HookDelivery>(
        ApiPath.To($"{hook}/deliveries?per_page={Paging.PageSize}"), ToDelivery, delivery => delivery.DeliveredAt >= since, cancellationToken);

    /// <summary>The last deliveries, newest first.</summary>
    public async Task<ImmutableArray<HookDelivery>> LastDeliveriesAsync(string hook, int count, CancellationToken cancellationToken) =>
        [.. (await connection.GetAsync<HookDeliveryWire[]>(ApiPath.To($"{hook}/deliveries?per_page={count}"), cancellationToken)).Body.Select(ToDelivery)];

    /// <summary>What a delivery carried, as JSON; null: GitHub has it no more.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReadPayloadAsync(string hook, long id, CancellationToken cancellationToken)
    {
        try
        {
            var path = ApiPath.To(string.Create(CultureInfo.InvariantCulture, $"{hook}/deliveries/{id}"));
            var payload = (await connection.GetAsync<DeliveredWire>(path, cancellationToken)).Body.Request.Payload;
            return payload.ValueKind == JsonValueKind.Object ? JsonSerializer.SerializeToUtf8Bytes(payload, GitHubJson.Default.JsonElement) : null;
        }
        catch (GitHubException ex) when (ex.Kind == GitHubFailureKind.NotFound)
        {
            return null;
        }
    }

    private async Task<ImmutableArray<TItem>> PagesAsync<TWire, TItem>(Uri first, Func<TWire, TItem> map, Func<TItem, bool> keep, CancellationToken cancellationToken)
    {
        var items = ImmutableArray.CreateBuilder<TItem>();
        var next = (Uri?)first;

        // GitHub's addresses of further pages may name the repository by a number, which names no owner.
        var lane = connection.LaneOf(first);
        for (var page = 0; next is not null && page < MaxPages; page++)
        {
            var answer = await lane.GetAsync<TWire[]>(next, cancellationToken);
            foreach (var item in answer.Body.Select(map))
            {
                if (!keep(item))
                {
                    return items.ToImmutable();
                }

                items.Add(item);
            }

            next = answer.Next;
        }

        return items.ToImmutable();
    }

    private static Hook ToHook(HookWire wire) => new(
        wire.Id, wire.Active, [.. wire.Events], wire.Config.Url ?? string.Empty, wire.Config.ContentType, wire.Config.Secret is { Length: > 0 }, wire.Config.InsecureSsl.ToString() is "0" or "");

    private static HookDelivery ToDelivery(HookDeliveryWire wire) =>
        new(wire.Id, wire.Guid, wire.DeliveredAt.ToUniversalTime(), wire.Event, wire.Action, wire.StatusCode, wire.Status);
}
