using System.Globalization;
using System.Text.Json.Nodes;

namespace GitHubSimulator;

/// <summary>REST: hooks and their deliveries.</summary>
internal sealed class HookOperations(HookBoard board, Webhooks webhooks, SimulatorOptions options)
{
    private const int UsualPage = 30;

    public ApiReply List(ApiRequest request) => !Exists(request)
        ? ApiReply.NotFound()
        : Page.Of<SimulatedHook>(request, options, [.. board.Hooks.Where(hook => Same(hook.Scope, ScopeOf(request)))], hook => HookPayload.Of(request, hook), key: null);

    public ApiReply Create(ApiRequest request)
    {
        if (!Exists(request))
        {
            return ApiReply.NotFound();
        }
        if (HookPayload.Read(request.Body, new SimulatedHook(0, ScopeOf(request), new Uri("about:blank"), ["push"], board.Now) { ContentType = "form" }) is not { } hook || hook.Url.Scheme is not ("http" or "https"))
        {
            return ApiReply.Error(422, "Validation Failed: config.url is missing or is no URL");
        }
        if (board.Hooks.Any(other => Same(other.Scope, hook.Scope) && other.Url == hook.Url && other.Events.SequenceEqual(hook.Events)))
        {
            return ApiReply.Error(422, "Validation Failed: Hook already exists on this repository");
        }
        var made = board.Add(id => hook with { Id = id });
        webhooks.Ping(made);
        return new ApiReply(201, HookPayload.Of(request, made));
    }

    public ApiReply Get(ApiRequest request) => Find(request) is { } hook ? ApiReply.Ok(HookPayload.Of(request, hook)) : ApiReply.NotFound();

    public ApiReply Change(ApiRequest request)
    {
        if (Find(request) is not { } hook)
        {
            return ApiReply.NotFound();
        }
        if (HookPayload.Read(request.Body, hook) is not { } changed)
        {
            return ApiReply.Error(422, "Validation Failed");
        }
        board.Change(hook.Id, _ => changed);
        return ApiReply.Ok(HookPayload.Of(request, changed));
    }

    public ApiReply Delete(ApiRequest request) => Find(request) is { } hook && board.Remove(hook.Id) ? new ApiReply(204) : ApiReply.NotFound();

    public ApiReply Ping(ApiRequest request)
    {
        if (Find(request) is not { } hook)
        {
            return ApiReply.NotFound();
        }
        webhooks.Ping(hook);
        return new ApiReply(204);
    }

    /// <summary>Newest first, in pages by a cursor: the page's first id.</summary>
    public ApiReply ListDeliveries(ApiRequest request)
    {
        if (Find(request) is not { } hook)
        {
            return ApiReply.NotFound();
        }
        var size = Math.Min(request.QueryNumber("per_page", UsualPage), options.PageSizeLimit);
        var from = request.Query("cursor") is { } cursor && long.TryParse(cursor.TrimStart('v'), CultureInfo.InvariantCulture, out var id) ? id : long.MaxValue;
        var left = board.DeliveriesOf(hook.Id).Where(delivery => delivery.Id <= from).ToList();
        var next = left.Count > size
            ? string.Create(CultureInfo.InvariantCulture, $"<{request.Api}/{HookPayload.PathOf(hook)}/deliveries?per_page={size}&cursor=v{left[size].Id}>; rel=\"next\"")
            : null;
        return ApiReply.Ok(new JsonArray([.. left.Take(size).Select(HookPayload.Of)])) with { Link = next };
    }

    public ApiReply GetDelivery(ApiRequest request) => FindDelivery(request) is var (hook, delivery) ? ApiReply.Ok(HookPayload.Whole(hook, delivery)) : ApiReply.NotFound();

    public ApiReply Redeliver(ApiRequest request)
    {
        if (FindDelivery(request) is not var (_, delivery))
        {
            return ApiReply.NotFound();
        }
        webhooks.Redeliver(delivery);
        return new ApiReply(202, new JsonObject());
    }

    private (SimulatedHook Hook, SimulatedDelivery Delivery)? FindDelivery(ApiRequest request) =>
        Find(request) is { } hook && board.DeliveriesOf(hook.Id).FirstOrDefault(delivery => delivery.Id == request.RouteId("delivery")) is { } found ? (hook, found) : null;

    private SimulatedHook? Find(ApiRequest request) => request.Route("hook").Length == 0
        ? board.Hooks.FirstOrDefault(hook => hook.Scope == SimulatedHook.AppScope)
        : board.Find(ScopeOf(request), request.RouteId("hook"));

    private static bool Exists(ApiRequest request) => request.Route("org") is { Length: > 0 } organisation
        ? request.World.Repositories.Values.Any(repository => Same(repository.Owner, organisation))
        : request.World.Repositories.ContainsKey(ScopeOf(request));

    private static string ScopeOf(ApiRequest request) => request.Route("org") is { Length: > 0 } organisation ? organisation : $"{request.Route("owner")}/{request.Route("repo")}";

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
