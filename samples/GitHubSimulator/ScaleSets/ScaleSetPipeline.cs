using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace GitHubSimulator;

/// <summary>What is common to all operations of the scale-set service: faults, what each request must carry, headers, log.</summary>
internal sealed class ScaleSetPipeline(SimulatorOptions options, SimulatedScaleSets sets, AdminTokens tokens, FaultPlan faults, RequestLog log)
{
    public Task AsAdminAsync(HttpContext context, Func<ScaleSetCall, ScaleSetAnswer> operation) => RunAsync(context, versioned: true, call => Task.FromResult(
        tokens.Opens(call.Credential("Bearer"), call.Scope) ? operation(call) : ScaleSetAnswer.Unauthorized()));

    public Task RunAsync(HttpContext context, bool versioned, Func<ScaleSetCall, ScaleSetAnswer> operation) =>
        RunAsync(context, versioned, call => Task.FromResult(operation(call)));

    public async Task RunAsync(HttpContext context, bool versioned, Func<ScaleSetCall, Task<ScaleSetAnswer>> operation)
    {
        if (faults.Latency is var latency && latency > TimeSpan.Zero)
        {
            await Task.Delay(latency, options.TimeProvider, context.RequestAborted);
        }
        var fault = faults.Take(context.Request.Method, PathOf(context));
        if (fault?.Action == FaultAction.Cut)
        {
            Cut(context);
            return;
        }
        var refused = fault is { Action: not (FaultAction.ActThenCut or FaultAction.ActThenRefuse) };
        var answer = refused ? Refusal(fault!) : await AnswerAsync(context, versioned, operation);
        switch (fault?.Action)
        {
            case FaultAction.ActThenCut:
                Cut(context);
                return;
            case FaultAction.ActThenRefuse:
                answer = Refusal(fault);
                break;
        }
        await WriteAsync(context, answer);
    }

    private static async Task<ScaleSetAnswer> AnswerAsync(HttpContext context, bool versioned, Func<ScaleSetCall, Task<ScaleSetAnswer>> operation)
    {
        if (!IsJson(context.Request.Headers.UserAgent.ToString()))
        {
            return ScaleSetAnswer.Problem(400, "ArgumentException", "The User-Agent is no JSON object.");
        }
        if (versioned && context.Request.Query["api-version"] != "6.0-preview")
        {
            return ScaleSetAnswer.Problem(400, "VssVersionNotSpecifiedException", "No api-version was supplied for the request.");
        }
        JsonNode? body = null;
        if (context.Request.ContentLength > 0)
        {
            body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        }
        return await operation(new ScaleSetCall(context, body));
    }

    private static bool IsJson(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ScaleSetAnswer Refusal(Fault fault) =>
        ScaleSetAnswer.Problem(fault.Status, "SimulatedFault", fault.Status == 401 ? "The token is not known here yet." : "A fault that was asked for.");

    private void Cut(HttpContext context)
    {
        Log(context, 0);
        context.Abort();
    }

    private async Task WriteAsync(HttpContext context, ScaleSetAnswer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers["ActivityId"] = Guid.NewGuid().ToString();
        response.Headers["X-GitHub-Request-Id"] = Guid.NewGuid().ToString("n").ToUpperInvariant();
        Log(context, answer.Status);
        if (answer.Body is null)
        {
            return;
        }
        var asText = sets.Faults.TextErrors && answer.Status >= 400;
        response.ContentType = asText ? "text/plain; charset=utf-8" : "application/json; charset=utf-8; api-version=6.0-preview";
        var body = Encoding.UTF8.GetBytes(asText ? (string)answer.Body["message"]! : answer.Body.ToJsonString());
        await response.Body.WriteAsync(sets.Faults.ByteOrderMarks ? [.. Encoding.UTF8.Preamble, .. body] : body, context.RequestAborted);
    }

    // It counts against no limit.
    private void Log(HttpContext context, int status) =>
        log.Add(new LoggedRequest(context.Request.Method, context.Request.Path + context.Request.QueryString, status, Counted: false, Conditional: false));

    private static string PathOf(HttpContext context) =>
        context.Request.Path.Value is { } path && path.StartsWith("/api/v3", StringComparison.Ordinal) ? path["/api/v3".Length..] : context.Request.Path.Value!;
}
