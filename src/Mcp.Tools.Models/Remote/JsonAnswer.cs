using System.Text.Json;

namespace Mcp.Tools.Models.Remote;

/// <summary>An answer, with where its next page is.</summary>
/// <param name="Link">The <c>Link</c> header (RFC 8288).</param>
internal sealed record JsonAnswer(JsonElement Root, string? Link)
{
    /// <summary>The address of the next page; null: this is the last.</summary>
    public string? Next() => Link?.Split(',')
        .Select(link => link.Split(';', StringSplitOptions.TrimEntries))
        .Where(parts => parts.Skip(1).Any(part => part is "rel=\"next\"" or "rel=next"))
        .Select(parts => parts[0] is ['<', .. var address, '>'] ? address : null)
        .FirstOrDefault();
}
