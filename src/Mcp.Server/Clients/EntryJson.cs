using System.Text.Json.Nodes;
using Mcp.Server.CommandLine;

namespace Mcp.Server.Clients;

/// <summary>An entry of a client's file. Pure.</summary>
internal static class EntryJson
{
    private const string Product = "mcp-runners";
    private static readonly string[] OfStdio = ["command", "args", "env", "envFile", "cwd"];
    private static readonly string[] OfHttp = ["url", "headers"];

    /// <summary>The entry as it is to be; what else the user wrote into one that is there stays.</summary>
    public static JsonObject Of(ClientProfile client, ServerEntry entry, JsonObject? existing)
    {
        var result = (JsonObject?)existing?.DeepClone() ?? [];
        if (entry is StdioEntry stdio)
        {
            Drop(result, OfHttp);
            Put(result, "type", client.StdioType);
            result["command"] = stdio.Command;
            if (stdio.HasOwnArguments || result["args"] is not JsonArray { Count: > 0 })
            {
                result["args"] = new JsonArray([.. stdio.Arguments.Select(argument => (JsonNode)argument)]);
            }
        }
        else if (entry is HttpEntry http)
        {
            Drop(result, OfStdio);
            Put(result, "type", client.HttpType);
            result["url"] = http.Address.AbsoluteUri;
            if (http.SendsToken)
            {
                var headers = result["headers"] as JsonObject ?? [];
                headers["Authorization"] = $"Bearer {client.TokenReference}";
                result["headers"] = headers.Parent is null ? headers : headers.DeepClone();
            }
        }

        if (client.ListsTools && !result.ContainsKey("tools"))
        {
            result["tools"] = new JsonArray("*");
        }

        return result;
    }

    /// <summary>Whether an entry that is there is one of this product, and so may be changed or taken away.</summary>
    public static bool IsOurs(JsonObject existing, ServerEntry entry) =>
        (Text(existing, "command") is { } command && (IsProduct(command) || (existing["args"] is JsonArray args && args.Any(argument => argument is JsonValue value && value.TryGetValue(out string? text) && IsProduct(text))))) ||
        (Uri.TryCreate(Text(existing, "url"), UriKind.Absolute, out var url) &&
            (url.IsLoopback ? url.AbsolutePath is "/mcp" or "/sse" or "/mcp/sse" : entry is HttpEntry http && url == http.Address));

    /// <summary>The input that asks for the token.</summary>
    public static JsonObject TokenInput() => new()
    {
        ["type"] = "promptString",
        ["id"] = ClientProfiles.TokenInput,
        ["description"] = $"The {ServeOptionSet.TokenVariable} of {Product}",
        ["password"] = true,
    };

    private static string? Text(JsonObject entry, string name) => entry[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    // Paths of either system: a file may come from another machine.
    private static bool IsProduct(string path) => path.Split('/', '\\')[^1] is Product or $"{Product}.exe" or $"{Product}.dll";

    private static void Put(JsonObject entry, string name, string? value)
    {
        if (value is not null)
        {
            entry[name] = value;
        }
        else
        {
            entry.Remove(name);
        }
    }

    private static void Drop(JsonObject entry, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            entry.Remove(name);
        }
    }
}
