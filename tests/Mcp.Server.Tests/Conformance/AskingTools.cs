using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Schema = ModelContextProtocol.Protocol.ElicitRequestParams;

namespace Mcp.Server.Tests.Conformance;

/// <summary>Tools of the revisions with sessions, which ask the client in the middle of a call.</summary>
internal static class AskingTools
{
    private static readonly string[] Options = ["option1", "option2", "option3"];

    public static IEnumerable<McpServerTool> All =>
    [
        Argument("test_sampling", "prompt", SampleAsync),
        Argument("test_elicitation", "message", (request, token) => ElicitAsync(
            request, Fixture.Form(Given(request, "message"), ("response", new Schema.StringSchema { Description = "The answer" })), token)),
        Fixture.Tool("test_elicitation_sep1034_defaults", (request, token) => ElicitAsync(
            request,
            Fixture.Form(
                "Defaults of each kind",
                ("name", new Schema.StringSchema { Default = "John Doe" }),
                ("age", new Schema.NumberSchema { Type = "integer", Default = 30 }),
                ("score", new Schema.NumberSchema { Default = 95.5 }),
                ("status", new Schema.UntitledSingleSelectEnumSchema { Enum = ["active", "inactive", "pending"], Default = "active" }),
                ("verified", new Schema.BooleanSchema { Default = true })),
            token)),
        Fixture.Tool("test_elicitation_sep1330_enums", (request, token) => ElicitAsync(request, Enums(), token)),
    ];

    private static ElicitRequestParams Enums() => Fixture.Form(
        "Enumerations of each kind",
        ("untitledSingle", new Schema.UntitledSingleSelectEnumSchema { Enum = Options }),
        ("titledSingle", new Schema.TitledSingleSelectEnumSchema { OneOf = Titled() }),
#pragma warning disable MCP9001 // The suite asks for the old form too.
        ("legacyEnum", new Schema.LegacyTitledEnumSchema { Enum = ["opt1", "opt2", "opt3"], EnumNames = ["Option One", "Option Two", "Option Three"] }),
#pragma warning restore MCP9001
        ("untitledMulti", new Schema.UntitledMultiSelectEnumSchema { Items = new() { Enum = Options } }),
        ("titledMulti", new Schema.TitledMultiSelectEnumSchema { Items = new() { AnyOf = Titled() } }));

    private static Schema.EnumSchemaOption[] Titled() =>
    [
        new() { Const = "value1", Title = "First Option" },
        new() { Const = "value2", Title = "Second Option" },
        new() { Const = "value3", Title = "Third Option" },
    ];

    private static McpServerTool Argument(string name, string argument, Func<RequestContext<CallToolRequestParams>, CancellationToken, Task<CallToolResult>> act)
    {
        var tool = Fixture.Tool(name, act);
        tool.ProtocolTool.InputSchema = JsonElement.Parse($$"""{"type":"object","properties":{ "{{argument}}":{"type":"string"} },"required":["{{argument}}"]}""");
        return tool;
    }

    private static string Given(RequestContext<CallToolRequestParams> request, string name) => request.Params.Arguments![name].GetString()!;

    private static async Task<CallToolResult> SampleAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
#pragma warning disable MCP9005 // The older revisions are tested too.
        var sampled = await request.Server.SampleAsync(
            new CreateMessageRequestParams { Messages = [new SamplingMessage { Role = Role.User, Content = [Fixture.Text(Given(request, "prompt"))] }], MaxTokens = 100 },
            cancellationToken);
        return Fixture.Result(Fixture.Text($"LLM response: {sampled.Content.OfType<TextContentBlock>().FirstOrDefault()?.Text}"));
#pragma warning restore MCP9005
    }

    private static async Task<CallToolResult> ElicitAsync(RequestContext<CallToolRequestParams> request, ElicitRequestParams form, CancellationToken cancellationToken)
    {
        var answer = await request.Server.ElicitAsync(form, cancellationToken);
        return Fixture.Result(Fixture.Text($"Elicitation completed: action={answer.Action}, content={JsonSerializer.Serialize(answer.Content)}"));
    }
}
