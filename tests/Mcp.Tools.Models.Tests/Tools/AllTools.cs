using Mcp.Tools.Models.Tools;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Models.Tests.Tools;

/// <summary>The definitions of all tools, as they are registered.</summary>
internal static class AllTools
{
    public static IReadOnlyList<Tool> Definitions { get; } = Load();

    public static TheoryData<string> Names() => [.. Definitions.Select(tool => tool.Name)];

    public static Tool Named(string name) => Definitions.Single(tool => tool.Name == name);

    private static List<Tool> Load()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddModels();
        ModelTools.AddTo(services);
        using var provider = services.BuildServiceProvider();
        return [.. provider.GetServices<McpServerTool>().Select(tool => tool.ProtocolTool)];
    }
}
