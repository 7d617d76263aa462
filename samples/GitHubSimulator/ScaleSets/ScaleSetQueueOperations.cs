using System.Globalization;
using System.Text.Json.Nodes;

namespace GitHubSimulator;

/// <summary>What the queue's token opens: messages, their acknowledgement, and jobs to be had.</summary>
internal sealed class ScaleSetQueueOperations(SimulatedScaleSets sets)
{
    public async Task<ScaleSetAnswer> PollAsync(ScaleSetCall call)
    {
        var token = call.Credential("Bearer");
        if (Open(call, token) is not { } set)
        {
            return ScaleSetAnswer.Unauthorized();
        }
        if (call.Query("sessionId") != set.Session!.Id.ToString() || !int.TryParse(call.Header("X-ScaleSetMaxCapacity"), CultureInfo.InvariantCulture, out var capacity))
        {
            return ScaleSetAnswer.Problem(400, "ArgumentException", "The address lacks its session, or the request its capacity.");
        }
        var message = await sets.PollAsync(set.Id, token, call.QueryNumber("lastMessageId"), capacity, call.Aborted);
        return message is null ? new(202) : ScaleSetAnswer.Ok(new JsonObject
        {
            ["messageId"] = message.Id,
            ["messageType"] = "RunnerScaleSetJobMessages",
            ["body"] = Body(message),
            ["statistics"] = sets.Statistics(set),
        });
    }

    public ScaleSetAnswer Acknowledge(ScaleSetCall call)
    {
        if (Open(call, call.Credential("Bearer")) is not { } set)
        {
            return ScaleSetAnswer.Unauthorized();
        }
        if (call.Query("sessionId") != set.Session!.Id.ToString())
        {
            return ScaleSetAnswer.Problem(400, "ArgumentException", "The address lacks its session.");
        }
        sets.Acknowledge(set.Id, long.Parse(call.Route("message"), CultureInfo.InvariantCulture));
        return new(204);
    }

    public ScaleSetAnswer Acquire(ScaleSetCall call)
    {
        if (Open(call, call.Credential("Bearer")) is not { } set)
        {
            return ScaleSetAnswer.Unauthorized();
        }
        if (call.Body is not JsonArray ids)
        {
            return ScaleSetAnswer.Problem(400, "ArgumentException", "A list of request ids is needed.");
        }
        var acquired = sets.Acquire(set.Id, [.. ids.Select(id => (long)id!)]);
        return ScaleSetAnswer.Ok(new JsonObject { ["count"] = acquired.Count, ["value"] = new JsonArray([.. acquired.Select(id => (JsonNode)id)]) });
    }

    private SimulatedScaleSet? Open(ScaleSetCall call, string token) => sets.ByQueueToken(call.SetId, token);

    private string Body(QueuedMessage message)
    {
        List<string> entries = [.. message.Entries];
        if (sets.Faults.UnknownEntries)
        {
            entries.Insert(0, """{"messageType":"JobDreamtOf","runnerRequestId":"perhaps"}""");
        }
        return entries.Count == 0 ? "" : $"[{string.Join(',', entries)}]";
    }
}
