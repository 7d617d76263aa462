using Mcp.Tools.Models.Host;
using Mcp.Tools.Models.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Models;

/// <summary>Adds the model catalogue to an MCP server.</summary>
public static class ModelsBuilderExtensions
{
    /// <summary>Adds the tools about models, and what they need.</summary>
    public static IMcpServerBuilder WithModels(this IMcpServerBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<IHostEvidence, LinuxHostEvidence>();
        builder.Services.TryAddSingleton<CheckModelFit>();
        builder.Services.AddSingleton<McpServerTool>(services => services.GetRequiredService<CheckModelFit>().AsTool());
        return builder;
    }
}
