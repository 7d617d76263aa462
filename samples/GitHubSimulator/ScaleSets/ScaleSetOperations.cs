using System.Text.Json.Nodes;

namespace GitHubSimulator;

/// <summary>Sets, groups and sessions.</summary>
internal sealed class ScaleSetOperations(SimulatedScaleSets sets)
{
    private const int DefaultGroup = 1;

    public ScaleSetAnswer List(ScaleSetCall call) => ScaleSetAnswer.Ok(ScaleSetPayload.List(sets.All
        .Where(set => Same(set.Scope, call.Scope)
            && (call.Query("name").Length == 0 || Same(set.Name, call.Query("name")))
            && (call.QueryNumber("runnerGroupId") == 0 || call.QueryNumber("runnerGroupId") == set.RunnerGroupId))
        .Select(sets.Render)));

    public ScaleSetAnswer Get(ScaleSetCall call) => sets.Find(call.Scope, call.SetId) is { } set ? ScaleSetAnswer.Ok(sets.Render(set)) : ScaleSetAnswer.NotFound("scale set");

    public ScaleSetAnswer Create(ScaleSetCall call)
    {
        if (sets.Faults.CreateRefusal is { } refusal)
        {
            return ScaleSetAnswer.Problem(403, "AccessDeniedException", refusal);
        }
        if (Wanted(call, id: 0) is not { } wanted)
        {
            return ScaleSetAnswer.Problem(400, "ArgumentException", "A scale set needs a name and at least one label of the type System.");
        }
        return sets.Add(wanted) is { } added
            ? ScaleSetAnswer.Ok(sets.Render(added))
            : ScaleSetAnswer.Problem(400, "RunnerScaleSetExistsException", $"Runner scale set '{wanted.Name}' already exists.");
    }

    public ScaleSetAnswer Update(ScaleSetCall call)
    {
        if (sets.Find(call.Scope, call.SetId) is not { } known)
        {
            return ScaleSetAnswer.NotFound("scale set");
        }
        return Wanted(call, known.Id) is { } wanted && sets.Change(wanted) is { } changed
            ? ScaleSetAnswer.Ok(sets.Render(changed))
            : ScaleSetAnswer.Problem(400, "RunnerScaleSetExistsException", "The name is taken, or missing.");
    }

    public ScaleSetAnswer Delete(ScaleSetCall call) => sets.Remove(call.Scope, call.SetId) ? new(204) : ScaleSetAnswer.NotFound("scale set");

    public ScaleSetAnswer ListGroups(ScaleSetCall call)
    {
        var name = call.Query("groupName");
        var id = sets.GroupId(name);
        return ScaleSetAnswer.Ok(ScaleSetPayload.List(id == 0
            ? []
            : [new JsonObject { ["id"] = id, ["name"] = id == DefaultGroup ? "Default" : name, ["size"] = 0, ["isDefaultGroup"] = id == DefaultGroup }]));
    }

    public ScaleSetAnswer Open(ScaleSetCall call)
    {
        if (sets.Find(call.Scope, call.SetId) is not { } set)
        {
            return ScaleSetAnswer.NotFound("scale set");
        }
        var owner = call.Text("ownerName") ?? "";
        return sets.Open(call.Scope, call.SetId, owner) is { } session
            ? ScaleSetAnswer.Ok(Render(call, set, session))
            : ScaleSetAnswer.Problem(409, "RunnerScaleSetSessionConflictException", $"The runner scale set {set.Name} already has an active session for owner {set.Session?.OwnerName}.");
    }

    public ScaleSetAnswer Refresh(ScaleSetCall call) =>
        sets.Find(call.Scope, call.SetId) is { } set && sets.Refresh(call.Scope, call.SetId, SessionOf(call)) is { } session
            ? ScaleSetAnswer.Ok(Render(call, set, session))
            : ScaleSetAnswer.NotFound("session");

    public ScaleSetAnswer Close(ScaleSetCall call) => sets.Close(call.Scope, call.SetId, SessionOf(call)) ? new(204) : ScaleSetAnswer.NotFound("session");

    private static Guid SessionOf(ScaleSetCall call) => Guid.TryParse(call.Route("session"), out var id) ? id : Guid.Empty;

    private static SimulatedScaleSet? Wanted(ScaleSetCall call, int id)
    {
        if (call.Body is not JsonObject body || call.Text("name") is not { Length: > 0 } name || body["labels"] is not JsonArray { Count: > 0 } labels)
        {
            return null;
        }
        var names = labels.OfType<JsonObject>().Where(label => (string?)label["type"] == "System").Select(label => (string?)label["name"]).OfType<string>().ToList();
        return names.Count == 0 ? null : new SimulatedScaleSet(id, name, call.Scope, (int?)body["runnerGroupId"] ?? DefaultGroup, names)
        {
            // GitHub knows it in this spelling only.
            DisableUpdate = body.ContainsKey("RunnerSetting") && (bool?)body["RunnerSetting"]?["disableUpdate"] == true,
        };
    }

    private JsonObject Render(ScaleSetCall call, SimulatedScaleSet set, SimulatedScaleSetSession session) => new()
    {
        ["sessionId"] = session.Id.ToString(),
        ["ownerName"] = session.OwnerName,
        ["runnerScaleSet"] = sets.Render(set),
        ["messageQueueUrl"] = new Uri(call.Host, $"/_queue/{set.Id}/message?sessionId={session.Id}&api-version=6.0-preview").AbsoluteUri,
        ["messageQueueAccessToken"] = session.QueueToken,
        ["statistics"] = sets.Statistics(set),
    };

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
