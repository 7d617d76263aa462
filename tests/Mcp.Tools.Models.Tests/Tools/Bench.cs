using System.Text.Json;
using Mcp.Tools.Models.Host;
using Mcp.Tools.Models.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Models.Tests.Tools;

/// <summary>All tools over a catalogue of their own and a host that never changes.</summary>
internal sealed class Bench : IDisposable
{
    private readonly ServiceProvider _services;

    public Bench(Action<ModelsOptions>? configure = null, string? catalogue = null, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection().AddLogging();
        more?.Invoke(services);
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IHostEvidence>(Host);
        services.AddMcpServer().WithModels(options =>
        {
            options.CataloguePath = catalogue ?? Folder.File("models.db");
            options.Folders = [Folder.File("models")];
            options.AllowedTools = new HashSet<string>(ModelWritingTools.Names, StringComparer.Ordinal);
            configure?.Invoke(options);
        });
        _services = services.BuildServiceProvider();
    }

    public TemporaryFolder Folder { get; } = new();

    public FixedHost Host { get; } = new();

    public WaitedTime Time { get; } = new();

    public IServiceProvider Services => _services;

    public ModelsOptions Options => _services.GetRequiredService<IOptions<ModelsOptions>>().Value;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<JsonElement> CallAsync(string tool, string arguments = "{}") => CallUntilAsync(tool, arguments, TestContext.Current.CancellationToken);

    public Task<JsonElement> CallUntilAsync(string tool, string arguments, CancellationToken cancellationToken) => ((ModelTool)Tool(tool)).CallAsync(
        JsonElement.Parse(arguments).EnumerateObject().ToDictionary(property => property.Name, property => property.Value), "bench 1.0", cancellationToken);

    /// <summary>The sentence that a call is refused with.</summary>
    public async Task<string> RefusalAsync(string tool, string arguments = "{}") =>
        (await Assert.ThrowsAsync<McpException>(() => CallAsync(tool, arguments))).Message;

    public McpServerTool Tool(string name) => _services.GetServices<McpServerTool>().Single(tool => tool.ProtocolTool.Name == name);

    public Task<JsonElement> RegisterAsync(string id, string more = "") =>
        CallAsync("register_model", $$"""{"id":"{{id}}","confirm":true{{(more.Length > 0 ? "," + more : "")}}}""");

    public void Dispose()
    {
        _services.Dispose();
        Folder.Dispose();
    }
}
