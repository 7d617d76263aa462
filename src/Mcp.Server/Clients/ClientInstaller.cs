using System.Text;
using System.Text.Json.Nodes;
using Mcp.Server.CommandLine;

namespace Mcp.Server.Clients;

/// <summary>Puts this product into a client's file, or takes it out; what else is in the file stays as it is.</summary>
internal static class ClientInstaller
{
    private static readonly byte[] Empty = "{\n}\n"u8.ToArray();

    /// <returns>What was done, line by line.</returns>
    /// <exception cref="UsageException">The file is left as it is; why, and what to put into it by hand.</exception>
    public static IReadOnlyList<string> Run(ClientRequest request)
    {
        try
        {
            var file = ConfigFile.Read(request.Path);
            var before = file.Text is { } text ? ConfigText.Parse(text) : null;
            var after = request.Uninstall ? ClientEdit.Remove(before, request) : ClientEdit.Put(before ?? ConfigText.Parse(Empty), request);
            if (after is null || after == before)
            {
                return [$"{request.Client.Title}: {request.Path} {(request.Uninstall ? $"has no '{request.Entry.Name}'" : $"has '{request.Entry.Name}' already")}; nothing to do."];
            }

            return request.DryRun ? Show(request, before, after) : Write(request, file, before, after);
        }
        catch (ConfigRefusal ex)
        {
            throw new UsageException(Refusal(request, ex.Message));
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{request.Path} cannot be read or written: {ex.Message} Give this user access to it, or name another file with --file.");
        }
    }

    private static IReadOnlyList<string> Show(ClientRequest request, ConfigText? before, ConfigText after) =>
    [
        $"--- {(before is null ? "(no file)" : request.Path)}",
        $"+++ {(ClientEdit.SaysNothing(after, request) ? "(no file)" : request.Path)}",
        .. LineDifference.Of(Text(before), ClientEdit.SaysNothing(after, request) ? "" : Text(after)),
        "A dry run: nothing was written.",
    ];

    private static List<string> Write(ClientRequest request, ConfigFile file, ConfigText? before, ConfigText after)
    {
        // What holds nothing but what install makes goes with it.
        var backup = file.Write(ClientEdit.SaysNothing(after, request) ? null : after.Bytes, request.Client.IsUserWide);
        var known = ClientEdit.Existing(before, request) is not null;
        List<string> lines =
        [
            $"{request.Client.Title}: '{request.Entry.Name}' is {(request.Uninstall ? "taken out of" : known ? "changed in" : "added to")} {request.Path}.{(backup is null ? "" : $" The file as it was: {backup}")}",
        ];
        if (!request.Uninstall)
        {
            lines.Add(request.Client.Next);
            if (request.Entry is HttpEntry { SendsToken: true })
            {
                lines.Add(request.Client.AsksForToken
                    ? $"{request.Client.Title} asks for the token, the server's {ServeOptionSet.TokenVariable}, when it first connects, and keeps it."
                    : $"{request.Client.Title} takes the token from the variable {ServeOptionSet.TokenVariable} of its own environment: set it where it is started.");
            }
        }

        return lines;
    }

    private static string Refusal(ClientRequest request, string reason) => request.Uninstall
        ? $"{request.Path} was left as it is: {reason}. Take '{request.Entry.Name}' out of its '{request.Client.Section}' by hand."
        : $"{request.Path} was left as it is: {reason}. Put it right, or put this in by hand:\n{Snippet(request)}";

    private static string Snippet(ClientRequest request)
    {
        var snippet = new JsonObject();
        if (request.Client.AsksForToken && request.Entry is HttpEntry { SendsToken: true })
        {
            snippet["inputs"] = new JsonArray(EntryJson.TokenInput());
        }

        snippet[request.Client.Section] = new JsonObject { [request.Entry.Name] = EntryJson.Of(request.Client, request.Entry, existing: null) };
        return ConfigText.Render(snippet, indent: "", step: "  ", lineEnd: "\n");
    }

    private static string Text(ConfigText? text) => text is null ? "" : Encoding.UTF8.GetString(text.Bytes);
}
