using System.Text.Json.Nodes;
using Mcp.Tools.Runners.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Mcp.Server.Http;

/// <summary>What a supervisor asks: whether this process is alive, and whether jobs are served.</summary>
internal static class Probes
{
    public const string AlivePath = "/healthz";

    public const string ReadyPath = "/readyz";

    public static void MapProbes(this WebApplication app)
    {
        app.MapGet(AlivePath, (HttpContext context) => Answer(context, StatusCodes.Status200OK, new JsonObject { ["status"] = "alive" }));
        app.MapGet(ReadyPath, (HttpContext context, ReadinessReport report) => Answer(context, report.Read()));
    }

    private static IResult Answer(HttpContext context, Readiness readiness) => Answer(
        context,
        readiness.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
        new JsonObject
        {
            ["ready"] = readiness.IsReady,
            ["lease"] = Part(readiness.Lease),
            ["ledger"] = Part(readiness.Ledger),
            ["engine"] = Part(readiness.Engine),
            ["github"] = Part(readiness.GitHub),
        });

    private static IResult Answer(HttpContext context, int status, JsonObject answer)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Text(answer.ToJsonString(), "application/json", contentEncoding: null, status);
    }

    private static JsonObject Part(ReadinessPart part)
    {
        var json = new JsonObject
        {
            ["state"] = part.State switch
            {
                ReadinessState.Ready => "ready",
                ReadinessState.NotReady => "not_ready",
                _ => "unknown",
            },
            ["as_of"] = part.AsOf,
            ["age_seconds"] = part.Age is { } age ? (long)age.TotalSeconds : null,
        };
        if (part.Problem is { } problem)
        {
            json["problem"] = problem;
        }

        return json;
    }
}
