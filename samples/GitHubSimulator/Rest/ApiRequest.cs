using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GitHubSimulator;

/// <summary>A REST request as operations see it.</summary>
internal sealed class ApiRequest(HttpContext context, string prefix, WorldSnapshot world, JsonObject? body)
{
    public WorldSnapshot World => world;

    public JsonObject? Body => body;

    /// <summary>Scheme and host as the caller wrote them.</summary>
    public string Web { get; } = $"{context.Request.Scheme}://{context.Request.Host}";

    /// <summary>The root of the API: <see cref="Web"/>, or with /api/v3 as on Enterprise Server.</summary>
    public string Api { get; } = $"{context.Request.Scheme}://{context.Request.Host}{prefix}";

    public ApiCaller? Caller { get; init; }

    public string Route(string name) => (string?)context.GetRouteValue(name) ?? "";

    public long RouteId(string name) => long.Parse(Route(name), CultureInfo.InvariantCulture);

    public string? Query(string name) => context.Request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    public int QueryNumber(string name, int otherwise) =>
        int.TryParse(Query(name), CultureInfo.InvariantCulture, out var value) && value > 0 ? value : otherwise;

    /// <summary>The address of another page of the same listing.</summary>
    public string PageUrl(int page)
    {
        var query = context.Request.Query
            .Where(pair => pair.Key != "page")
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()))
            .Append(KeyValuePair.Create("page", page.ToString(CultureInfo.InvariantCulture)));
        return Web + context.Request.Path + QueryString.Create(query!);
    }

    /// <summary>Reads a JSON object, or null if there is none or it is no object.</summary>
    public static async Task<JsonObject?> ReadBodyAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsDelete(context.Request.Method))
        {
            return null;
        }
        try
        {
            return await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject;
        }
        catch (JsonException)
        {
            // No body or no JSON: the operation answers 422 if it needs one.
            return null;
        }
    }
}
