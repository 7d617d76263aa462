using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Runners.Tools.Confirmation;

/// <summary>The two arguments that every writing tool confirms with, in the same words for all.</summary>
internal static class ConfirmationArguments
{
    public const string Confirm = "confirm";

    public const string Plan = "plan";

    /// <summary>Puts them last into the input schema; a tool that has a <c>plan</c> of its own keeps it.</summary>
    public static Tool AddTo(Tool definition, out bool ownPlan)
    {
        var schema = JsonNode.Parse(definition.InputSchema.GetRawText())!.AsObject();
        var properties = schema["properties"]!.AsObject();
        ownPlan = properties.ContainsKey(Plan);
        properties.Remove(Confirm);
        properties[Confirm] = Argument("boolean", ownPlan
            ? "true, together with 'plan', once the person has agreed to it. Not needed for a dry run, nor where the client shows a form."
            : "true, together with 'plan', once the person has agreed to the plan. Leave both out in the first call: it does nothing and answers with the plan, or asks the person in a form.");
        if (!ownPlan)
        {
            var plan = Argument("string", "The id of the plan that the first call answered with. It fits the same arguments only, and for 5 minutes.");
            plan["minLength"] = 1;
            plan["maxLength"] = 64;
            properties[Plan] = plan;
        }

        if (schema["required"] is JsonArray required)
        {
            foreach (var confirm in required.Where(name => name!.GetValue<string>() == Confirm).ToList())
            {
                required.Remove(confirm);
            }

            if (required.Count == 0)
            {
                schema.Remove("required");
            }
        }

        definition.InputSchema = JsonElement.Parse(schema.ToJsonString());
        return definition;
    }

    private static JsonObject Argument(string type, string description) => new() { ["type"] = type, ["description"] = description };
}
