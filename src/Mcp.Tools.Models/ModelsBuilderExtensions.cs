using Mcp.Tools.Models.Prompts;
using Mcp.Tools.Models.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Models;

/// <summary>Adds the model catalogue to a host or to an MCP server.</summary>
public static class ModelsBuilderExtensions
{
    /// <summary>Adds the catalogue and what reads it. Opens nothing until it is used.</summary>
    public static IServiceCollection AddModels(this IServiceCollection services, Action<ModelsOptions>? configure = null)
    {
        services.AddOptions<ModelsOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ModelsOptions>, ModelsOptionsValidator>());
        CatalogueParts.AddTo(services);
        return configure is null ? services : services.Configure(configure);
    }

    /// <summary>Adds the tools about models for an agent in this process, as <see cref="ModelToolset"/>, and what they need.</summary>
    public static IServiceCollection AddModelTools(this IServiceCollection services, Action<ModelsOptions>? configure = null)
    {
        services.AddModels(configure);
        ModelTools.AddTo(services);
        return services;
    }

    /// <summary>Adds the tools about models and the prompt <c>choose_model</c>, and what they need.</summary>
    public static IMcpServerBuilder WithModels(this IMcpServerBuilder builder, Action<ModelsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddModelTools(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<McpServerPrompt, ChooseModelPrompt>());
        return builder;
    }
}
