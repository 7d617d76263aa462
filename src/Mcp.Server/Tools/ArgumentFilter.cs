using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace Mcp.Server.Tools;

/// <summary>Refuses a call whose arguments do not fit the tool's schema, before the tool sees it. The SDK itself ignores what it does not know.</summary>
internal static class ArgumentFilter
{
    public static IMcpServerBuilder WithCheckedArguments(this IMcpServerBuilder builder) =>
        builder.WithRequestFilters(filters => filters.AddCallToolFilter(next => (request, cancellationToken) =>
        {
            if (request.MatchedPrimitive is McpServerTool tool)
            {
                var problems = ArgumentCheck.Problems(tool.ProtocolTool.InputSchema, request.Params?.Arguments);
                if (problems.Count > 0)
                {
                    throw new McpException(string.Join(' ', problems));
                }
            }

            return next(request, cancellationToken);
        }));
}
