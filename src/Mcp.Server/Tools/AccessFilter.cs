using Mcp.Tools.Runners;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Server.Tools;

/// <summary>Hides the tools that change something from whoever may only read, and refuses them all the same.</summary>
internal static class AccessFilter
{
    public static IMcpServerBuilder WithAccess(this IMcpServerBuilder builder)
    {
        builder.Services.AddOptions<McpServerOptions>().Configure<IOptions<RunnersOptions>>((options, runners) =>
        {
            options.Filters.Request.ListToolsFilters.Add(next => async (request, cancellationToken) =>
            {
                var result = await next(request, cancellationToken);
                if (runners.Value.ReadOnly || !Access.MayWrite(request.User))
                {
                    result.Tools = [.. result.Tools.Where(Reads)];
                }

                return result;
            });
            options.Filters.Request.CallToolFilters.Add(next => (request, cancellationToken) =>
                request.MatchedPrimitive is McpServerTool tool && !Reads(tool.ProtocolTool) && !Access.MayWrite(request.User)
                    ? ValueTask.FromResult(Refuse(tool.ProtocolTool.Name))
                    : next(request, cancellationToken));
        });
        return builder;
    }

    private static bool Reads(Tool tool) => tool.Annotations?.ReadOnlyHint is true;

    private static CallToolResult Refuse(string tool) => new()
    {
        IsError = true,
        Content = [new TextContentBlock { Text = $"{tool} changes something, and the token of this connection may only read. Connect with a token that has the scope {Access.WriteScope}." }],
    };
}
