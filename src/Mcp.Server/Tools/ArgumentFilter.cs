using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Server.Tools;

/// <summary>Answers a call whose arguments are wrong with what is allowed, before or after the tool sees it.</summary>
/// <remarks>The SDK ignores unknown arguments, hides every exception but <see cref="McpException"/>, and logs that one as a failure of the server.</remarks>
internal static partial class ArgumentFilter
{
    public static IMcpServerBuilder WithCheckedArguments(this IMcpServerBuilder builder) =>
        builder.WithRequestFilters(filters => filters.AddCallToolFilter(next => async (request, cancellationToken) =>
        {
            var problems = request.MatchedPrimitive is McpServerTool tool
                ? ArgumentCheck.Problems(tool.ProtocolTool.InputSchema, request.Params.Arguments)
                : [];
            if (problems.Count > 0)
            {
                return Refuse(request, string.Join(' ', problems));
            }

            try
            {
                return await next(request, cancellationToken);
            }
            catch (McpException ex) when (ex is not McpProtocolException)
            {
                return Refuse(request, ex.Message);
            }
        }));

    private static CallToolResult Refuse(RequestContext<CallToolRequestParams> request, string reason)
    {
        if (request.Services?.GetService<ILoggerFactory>() is { } loggers)
        {
            LogRefused(loggers.CreateLogger(typeof(ArgumentFilter)), request.Params.Name, reason);
        }

        return new CallToolResult { IsError = true, Content = [new TextContentBlock { Text = reason }] };
    }

    [LoggerMessage(LogLevel.Information, "The tool {Tool} refused a call: {Reason}")]
    private static partial void LogRefused(ILogger logger, string tool, string reason);
}
