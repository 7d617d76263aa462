using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Server.Tests.Conformance;

/// <summary>Short ways to what the suite's scenarios call.</summary>
internal static class Fixture
{
    /// <summary>One red pixel (PNG) and an empty sound (WAV), in Base64 as they go over the wire.</summary>
    public static readonly byte[] Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"u8.ToArray();

    public static readonly byte[] Silence = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA="u8.ToArray();

    public static McpServerTool Tool(string name, Func<RequestContext<CallToolRequestParams>, CancellationToken, Task<CallToolResult>> act) => McpServerTool.Create(
        (RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken) => act(request, cancellationToken),
        new McpServerToolCreateOptions { Name = name, Description = $"The suite calls {name}." });

    public static McpServerTool Tool(string name, params ContentBlock[] content) => Tool(name, (_, _) => Task.FromResult(Result(content)));

    public static CallToolResult Result(params ContentBlock[] content) => new() { Content = content };

    public static ContentBlock Text(string text) => new TextContentBlock { Text = text };

    public static ContentBlock Embedded(string uri, string type, string text) =>
        new EmbeddedResourceBlock { Resource = new TextResourceContents { Uri = uri, MimeType = type, Text = text } };

    public static ContentBlock Image() => new ImageContentBlock { Data = Pixel, MimeType = "image/png" };

    public static ElicitRequestParams Form(string message, params (string Name, ElicitRequestParams.PrimitiveSchemaDefinition Field)[] fields) => new()
    {
        Message = message,
        RequestedSchema = new() { Properties = fields.ToDictionary(field => field.Name, field => field.Field), Required = [.. fields.Select(field => field.Name)] },
    };
}
