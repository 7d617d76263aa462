using System.Text;
using System.Text.Json.Nodes;

namespace Mcp.Server.Clients;

/// <summary>The entry, and the input that it may need, in the text of a client's file. Pure.</summary>
internal static class ClientEdit
{
    private const string Inputs = "inputs";

    /// <summary>The same object where nothing is to change.</summary>
    public static ConfigText Put(ConfigText text, ClientRequest request)
    {
        var existing = Existing(text, request);
        var wanted = EntryJson.Of(request.Client, request.Entry, existing);
        if (request.Client.AsksForToken && request.Entry is HttpEntry { SendsToken: true } && InputIndex(text) is null)
        {
            text = text.Add(Inputs, EntryJson.TokenInput());
        }

        return existing is not null && JsonNode.DeepEquals(existing, wanted) ? text : text.Put(request.Client.Section, request.Entry.Name, wanted);
    }

    /// <summary>The same object where nothing is to change.</summary>
    public static ConfigText? Remove(ConfigText? text, ClientRequest request)
    {
        if (text is null || Existing(text, request) is null)
        {
            return text;
        }

        text = text.Remove(request.Client.Section, request.Entry.Name);
        var stillAsked = Encoding.UTF8.GetString(text.Bytes).Contains($"${{input:{ClientProfiles.TokenInput}}}", StringComparison.Ordinal);
        return !stillAsked && InputIndex(text) is { } input ? text.RemoveAt(Inputs, input) : text;
    }

    /// <summary>The entry of this product that is there.</summary>
    /// <exception cref="ConfigRefusal">An entry of another server is there.</exception>
    public static JsonObject? Existing(ConfigText? text, ClientRequest request)
    {
        if (text?.Section(request.Client.Section)?[request.Entry.Name] is not { } entry)
        {
            return null;
        }

        return entry is JsonObject known && EntryJson.IsOurs(known, request.Entry)
            ? known
            : throw new ConfigRefusal($"'{request.Entry.Name}' in it is another server. Choose another name with --name");
    }

    /// <summary>Whether nothing is left but empty containers of the kind that <see cref="Put"/> makes.</summary>
    public static bool SaysNothing(ConfigText text, ClientRequest request) =>
        request.Uninstall &&
        text.Root.All(member => member.Key == request.Client.Section ? member.Value is JsonObject { Count: 0 } : member.Key == Inputs && member.Value is JsonArray { Count: 0 }) &&
        !ConfigContainer.HasComment(text.Bytes, 0, text.Bytes.Length);

    private static int? InputIndex(ConfigText text)
    {
        if (!text.Root.TryGetPropertyValue(Inputs, out var list))
        {
            return null;
        }

        var inputs = list as JsonArray ?? throw new ConfigRefusal($"its member '{Inputs}' is no list");
        var index = inputs.ToList().FindIndex(input => input is JsonObject known && known["id"] is JsonValue id && id.TryGetValue(out string? text) && text == ClientProfiles.TokenInput);
        return index < 0 ? null : index;
    }
}
