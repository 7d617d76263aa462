using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Runners.StatusPage;

/// <summary>
/// The page that a host with MCP Apps shows beside the answers of <c>queue_status</c> and <c>autoscaler_status</c>. It is one file, loads
/// nothing, and gets what it shows from the host.
/// </summary>
/// <remarks><see href="https://github.com/modelcontextprotocol/ext-apps/blob/main/specification/2026-01-26/apps.mdx">MCP Apps, 2026-01-26</see>.</remarks>
internal sealed class StatusPageResource : McpServerResource
{
    public const string Address = "ui://mcp-runners/status";
    public const string MimeType = "text/html;profile=mcp-app";
    public const string Extension = "io.modelcontextprotocol/ui";

    private static readonly Lazy<string> Html = new(Load);

    private readonly Resource _definition = new()
    {
        Uri = Address,
        Name = "status_page",
        Title = "Queue and runner status, as a page",
        Description = "What queue_status and autoscaler_status answered, as a page for a person. A host with MCP Apps shows it by itself; a model reads the answers instead.",
        MimeType = MimeType,
        Meta = Meta(),
    };

    public override Resource ProtocolResource => _definition;

    public override ResourceTemplate ProtocolResourceTemplate { get; } = new()
    {
        UriTemplate = Address,
        Name = "status_page",
        Title = "Queue and runner status, as a page",
        MimeType = MimeType,
    };

    public override IReadOnlyList<object> Metadata => [];

    /// <summary>Adds the page, and says in the server's capabilities that there is one.</summary>
    public static void AddTo(IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<McpServerResource, StatusPageResource>());
        services.Configure<McpServerOptions>(options =>
        {
            options.Capabilities ??= new();
            options.Capabilities.Extensions ??= new Dictionary<string, object>(StringComparer.Ordinal);
            options.Capabilities.Extensions[Extension] = new JsonObject { ["mimeTypes"] = new JsonArray(MimeType) };
        });
    }

    public override bool IsMatch(string uri) => uri == Address;

    public override ValueTask<ReadResourceResult> ReadAsync(RequestContext<ReadResourceRequestParams> request, CancellationToken cancellationToken = default) =>
        new(new ReadResourceResult
        {
            Contents = [new TextResourceContents { Uri = Address, MimeType = MimeType, Text = Html.Value, Meta = Meta() }],
        });

    // An empty policy is the strictest: no address may be reached.
    private static JsonObject Meta() => new() { ["ui"] = new JsonObject { ["csp"] = new JsonObject(), ["prefersBorder"] = true } };

    private static string Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("status.html")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
