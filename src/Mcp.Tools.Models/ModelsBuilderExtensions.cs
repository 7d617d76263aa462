using Microsoft.Extensions.DependencyInjection;

namespace Mcp.Tools.Models;

/// <summary>Adds the model catalogue to an MCP server.</summary>
public static class ModelsBuilderExtensions
{
    /// <summary>Adds the tools about models, and what they need.</summary>
    public static IMcpServerBuilder WithModels(this IMcpServerBuilder builder) => builder;
}
