using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Server.Tests.Conformance;

/// <summary>Tools of 2026-07-28, which answer with what they need and are called again.</summary>
internal static class InputRequiredTools
{
    private const string Seal = "sealed-by-the-fixture";

    public static IEnumerable<McpServerTool> All =>
    [
        Fixture.Tool("test_input_required_result_elicitation", (request, _) => Task.FromResult(Greet(request))),
        Once("test_input_required_result_sampling", "capital_question", Sampling()),
        Once("test_input_required_result_list_roots", "client_roots", Roots()),
        Fixture.Tool("test_input_required_result_request_state", (request, _) => Task.FromResult(
            request.Params.RequestState == Seal ? Done("state-ok") : throw Need(Seal, ("confirm", Confirm())))),
        Fixture.Tool("test_input_required_result_multiple_inputs", (request, _) => Task.FromResult(
            request.Params.InputResponses?.Count >= 3 ? Done("all there") : throw Need(Seal, ("user_name", Name()), ("greeting", Sampling()), ("client_roots", Roots())))),
        Fixture.Tool("test_input_required_result_multi_round", (request, _) => Task.FromResult(request.Params.RequestState switch
        {
            null => throw Need("round-1", ("step1", Name())),
            "round-1" => throw Need("round-2", ("step2", Name())),
            _ => Done("after three rounds"),
        })),
        Fixture.Tool("test_input_required_result_tampered_state", (request, _) => Task.FromResult(request.Params.RequestState switch
        {
            null => throw Need(Seal, ("confirm", Confirm())),
            Seal => Done("intact"),
            _ => throw new McpProtocolException("The requestState is not the one that was given.", McpErrorCode.InvalidParams),
        })),
        Fixture.Tool("test_input_required_result_capabilities", (request, _) => Task.FromResult(Able(request))),
    ];

    public static McpServerPrompt Prompt { get; } = McpServerPrompt.Create(
        (RequestContext<GetPromptRequestParams> request) => request.Params.InputResponses?.ContainsKey("user_context") is true
            ? new GetPromptResult { Messages = [new PromptMessage { Role = Role.User, Content = Fixture.Text("With the context that was given.") }] }
            : throw Need(state: null, ("user_context", Name())),
        new McpServerPromptCreateOptions { Name = "test_input_required_result_prompt", Description = "Asks before it answers." });

    private static McpServerTool Once(string name, string key, InputRequest need) => Fixture.Tool(name, (request, _) => Task.FromResult(
        request.Params.InputResponses?.ContainsKey(key) is true ? Done("done") : throw Need(state: null, (key, need))));

    // What is no answer to the form is asked for again.
    private static CallToolResult Greet(RequestContext<CallToolRequestParams> request)
    {
        InputResponse? response = null;
        request.Params.InputResponses?.TryGetValue("user_name", out response);
        try
        {
            return response?.Deserialize(InputResponse.ElicitResultJsonTypeInfo)?.Content?["name"].GetString() is { } name
                ? Done($"Hello, {name}!")
                : throw Need(state: null, ("user_name", Name()));
        }
        catch (Exception ex) when (ex is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Need(state: null, ("user_name", Name()));
        }
    }

    private static CallToolResult Able(RequestContext<CallToolRequestParams> request)
    {
        if (request.Params.InputResponses is { Count: > 0 })
        {
            return Done("done");
        }

        List<(string, InputRequest)> needs = [];
        var able = request.JsonRpcRequest.Context?.ClientCapabilities;
#pragma warning disable MCP9005 // The suite offers all three.
        if (able?.Sampling is not null)
        {
            needs.Add(("capital_question", Sampling()));
        }

        if (able?.Roots is not null)
        {
            needs.Add(("client_roots", Roots()));
        }
#pragma warning restore MCP9005

        if (able?.Elicitation is not null)
        {
            needs.Add(("user_name", Name()));
        }

        return needs.Count == 0 ? Done("nothing to ask") : throw Need(state: null, [.. needs]);
    }

    private static InputRequiredException Need(string? state, params (string Key, InputRequest Request)[] needs) =>
        new(needs.ToDictionary(need => need.Key, need => need.Request), state);

    private static InputRequest Name() => InputRequest.ForElicitation(Fixture.Form("What is your name?", ("name", new ElicitRequestParams.StringSchema())));

    private static InputRequest Confirm() => InputRequest.ForElicitation(Fixture.Form("Go on?", ("ok", new ElicitRequestParams.BooleanSchema())));

#pragma warning disable MCP9005 // Both are in the revision, although deprecated.
    private static InputRequest Sampling() => InputRequest.ForSampling(new CreateMessageRequestParams
    {
        Messages = [new SamplingMessage { Role = Role.User, Content = [Fixture.Text("What is the capital of France?")] }],
        MaxTokens = 100,
    });

    private static InputRequest Roots() => InputRequest.ForRootsList(new ListRootsRequestParams());
#pragma warning restore MCP9005

    private static CallToolResult Done(string text) => Fixture.Result(Fixture.Text(text));
}
