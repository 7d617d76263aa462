using System.Text.Json.Nodes;

namespace GitHubSimulator;

internal static class RunnerPayload
{
    private static readonly string[] ReadOnlyLabels = ["self-hosted", "linux", "windows", "macos", "x64", "arm", "arm64"];

    public static JsonObject Of(RegisteredRunner runner) => new()
    {
        ["id"] = runner.Id,
        ["name"] = runner.Name,
        ["os"] = runner.Os,
        ["status"] = runner.Online ? "online" : "offline",
        ["busy"] = runner.Busy,
        ["ephemeral"] = runner.Ephemeral,
        ["runner_group_id"] = runner.GroupId,
        ["labels"] = new JsonArray([.. runner.Labels.Select((label, index) => (JsonNode)Label(label, index))]),
    };

    private static JsonObject Label(string label, int index)
    {
        var known = Array.IndexOf(ReadOnlyLabels, label);
        return new JsonObject
        {
            ["id"] = known >= 0 ? known + 1 : 100 + index,
            ["name"] = label,
            ["type"] = known >= 0 ? "read-only" : "custom",
        };
    }
}
