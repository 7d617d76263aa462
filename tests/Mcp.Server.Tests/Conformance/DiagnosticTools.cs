using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Server.Tests.Conformance;

/// <summary>Tools with which the suite provokes what a server has to do by itself.</summary>
internal static class DiagnosticTools
{
    public static IEnumerable<McpServerTool> All =>
    [
        Fixture.Tool("test_missing_capability", (request, _) =>
#pragma warning disable MCP9005 // It is the capability that the suite leaves out.
            request.JsonRpcRequest.Context?.ClientCapabilities?.Sampling is null
                ? throw new MissingRequiredClientCapabilityException(new ClientCapabilities { Sampling = new() }, "This call needs the client's sampling capability.")
                : Task.FromResult(Fixture.Result(Fixture.Text("declared")))),
#pragma warning restore MCP9005
        Fixture.Tool("test_streaming_elicitation", Fixture.Text("no request of its own")),
        Fixture.Tool("test_logging_tool", Fixture.Text("nothing is logged that was not asked for")),
        Fixture.Tool("test_trigger_tool_change", (request, _) => Change(request.Server.ServerOptions.ToolCollection!, Fixture.Tool("test_passing", Fixture.Text("passing")))),
        Fixture.Tool("test_trigger_prompt_change", (request, _) => Change(
            request.Server.ServerOptions.PromptCollection!, McpServerPrompt.Create(() => "passing", new McpServerPromptCreateOptions { Name = "test_passing" }))),
    ];

    private static Task<CallToolResult> Change<T>(McpServerPrimitiveCollection<T> list, T passing)
        where T : IMcpServerPrimitive
    {
        list.TryAdd(passing);
        list.Remove(passing);
        return Task.FromResult(Fixture.Result(Fixture.Text("changed")));
    }
}
