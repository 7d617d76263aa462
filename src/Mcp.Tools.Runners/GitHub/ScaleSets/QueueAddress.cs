using System.Globalization;

namespace Mcp.Tools.Runners.GitHub.ScaleSets;

/// <summary>Addresses that the service gives, and those made from them (pure). Their own query belongs to them and stays.</summary>
internal static class QueueAddress
{
    private const string Version = "api-version=6.0-preview";

    /// <summary>Null: a token must not be sent there.</summary>
    /// <param name="scheme">The scheme of the config URL: what began with https goes on with https.</param>
    public static Uri? Trusted(string text, string scheme) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == scheme && url.IsLoopback)) ? url : null;

    /// <param name="lastMessageId">0: from the first message on.</param>
    public static Uri Next(Uri queue, long lastMessageId) =>
        lastMessageId <= 0 ? queue : WithQuery(queue, string.Create(CultureInfo.InvariantCulture, $"lastMessageId={lastMessageId}"));

    public static Uri Message(Uri queue, long messageId) => new UriBuilder(queue)
    {
        Path = string.Create(CultureInfo.InvariantCulture, $"{queue.AbsolutePath.TrimEnd('/')}/{messageId}"),
    }.Uri;

    /// <param name="path">Relative, without a slash at its begin.</param>
    /// <param name="query">Escaped already; empty: none.</param>
    public static Uri Service(Uri tenant, string path, string query)
    {
        var builder = new UriBuilder(tenant);
        builder.Path = $"{builder.Path.TrimEnd('/')}/{path}";
        return WithQuery(WithQuery(builder.Uri, query), Version);
    }

    private static Uri WithQuery(Uri address, string more) => more.Length == 0
        ? address
        : new UriBuilder(address) { Query = address.Query.Length > 1 ? $"{address.Query[1..]}&{more}" : more }.Uri;
}
