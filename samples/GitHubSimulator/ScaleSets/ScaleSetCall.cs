using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GitHubSimulator;

/// <summary>A request to the scale-set service as operations see it.</summary>
internal sealed class ScaleSetCall(HttpContext context, JsonNode? body)
{
    public JsonNode? Body => body;

    public CancellationToken Aborted => context.RequestAborted;

    public Uri Host { get; } = new($"{context.Request.Scheme}://{context.Request.Host}");

    /// <summary>The place that the address names: <c>owner/repository</c>, <c>organisation</c> or <c>enterprises/name</c>.</summary>
    public string Scope => Route("tenant").Replace('~', '/');

    public int SetId => int.TryParse(Route("set"), CultureInfo.InvariantCulture, out var id) ? id : 0;

    public string Route(string name) => (string?)context.GetRouteValue(name) ?? "";

    public string Query(string name) => context.Request.Query[name].ToString();

    public long QueryNumber(string name) => long.TryParse(Query(name), CultureInfo.InvariantCulture, out var number) ? number : 0;

    public string Header(string name) => context.Request.Headers[name].ToString();

    /// <summary>What follows the scheme in the Authorization header; empty: another scheme, or none.</summary>
    public string Credential(string scheme) =>
        Header("Authorization") is var header && header.StartsWith(scheme + " ", StringComparison.Ordinal) ? header[(scheme.Length + 1)..] : "";

    public string? Text(string name) => body is JsonObject fields && fields[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static string Tenant(string scope) => scope.Replace('/', '~');
}
