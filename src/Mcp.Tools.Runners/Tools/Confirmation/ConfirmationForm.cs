using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Runners.Tools.Confirmation;

/// <summary>The form that a person answers: the plan in words and one box, which is empty.</summary>
internal static class ConfirmationForm
{
    private const string Box = "confirm";

    public static ElicitRequestParams Of(string plan) => new()
    {
        Message = plan,
        RequestedSchema = new()
        {
            Properties = new Dictionary<string, ElicitRequestParams.PrimitiveSchemaDefinition>
            {
                [Box] = new ElicitRequestParams.BooleanSchema { Title = "Do this", Description = "Yes: it is done at once. No: nothing happens.", Default = false },
            },
            Required = [Box],
        },
    };

    public static bool Agrees(ElicitResult? answer) =>
        answer is { Action: "accept", Content: { } content } && content.TryGetValue(Box, out var box) && box.ValueKind == JsonValueKind.True;
}
