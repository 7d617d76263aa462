using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GitHubSimulator;

/// <summary>The runner side. NOT GitHub's broker protocol: plain <c>key=value</c> lines that a busybox shell can speak.</summary>
internal sealed class RunnerEndpoints(RunnerLobby lobby, SimulatorOptions options)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/_runner");
        group.MapPost("/session", (HttpContext context) => With(context, Open));
        group.MapGet("/job", (HttpContext context) => With(context, TakeAsync));
        group.MapPost("/log", (HttpContext context) => With(context, AppendAsync));
        group.MapPost("/complete", (HttpContext context) => With(context, CompleteAsync));
        group.MapPost("/close", (HttpContext context) => With(context, Close));
    }

    private async Task With(HttpContext context, Func<HttpContext, RegisteredRunner, Task> act)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var secret = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : "";
        if (lobby.Find(secret) is not { } runner)
        {
            await AnswerAsync(context, StatusCodes.Status401Unauthorized, "error=the registration has been deleted or is unknown");
            return;
        }
        await act(context, runner);
    }

    private Task Open(HttpContext context, RegisteredRunner runner) => lobby.Open(runner.Id) is { } session
        ? AnswerAsync(context, StatusCodes.Status200OK, $"session={session}")
        : AnswerAsync(context, StatusCodes.Status409Conflict, "error=another session of this runner is open");

    private async Task TakeAsync(HttpContext context, RegisteredRunner runner)
    {
        var session = context.Request.Query["session"].ToString();
        if (session.Length == 0 || runner.SessionId != session)
        {
            await AnswerAsync(context, StatusCodes.Status410Gone, "error=the session is closed");
            return;
        }
        var job = await lobby.TakeAsync(runner.Id, session, options.PollHold, options.TimeProvider, context.RequestAborted);
        if (job is null)
        {
            await AnswerAsync(context, StatusCodes.Status200OK, "job=");
            return;
        }
        await AnswerAsync(
            context,
            StatusCodes.Status200OK,
            $"job={job.Id}",
            $"name={OneLine(job.Plan.Name)}",
            string.Create(CultureInfo.InvariantCulture, $"seconds={Math.Ceiling(job.Plan.Duration.TotalSeconds)}"),
            string.Create(CultureInfo.InvariantCulture, $"milliseconds={Math.Ceiling(job.Plan.Duration.TotalMilliseconds)}"),
            $"conclusion={job.Plan.Conclusion}",
            $"repository={lobby.RepositoryOf(job)}",
            $"failing_step={OneLine(job.Plan.FailingStep ?? "")}");
    }

    private async Task AppendAsync(HttpContext context, RegisteredRunner runner)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        await AnswerAsync(
            context,
            StatusCodes.Status200OK,
            lobby.Append(runner.Id, JobOf(context), text) ? "state=in_progress" : "state=cancelled");
    }

    private Task CompleteAsync(HttpContext context, RegisteredRunner runner)
    {
        var conclusion = context.Request.Query["conclusion"].ToString();
        return lobby.Complete(runner.Id, JobOf(context), conclusion.Length > 0 ? conclusion : "success")
            ? AnswerAsync(context, StatusCodes.Status200OK, "state=completed")
            : AnswerAsync(context, StatusCodes.Status409Conflict, "error=the runner does not run this job");
    }

    private Task Close(HttpContext context, RegisteredRunner runner)
    {
        lobby.Close(runner.Id, context.Request.Query["session"].ToString());
        return AnswerAsync(context, StatusCodes.Status200OK, "state=closed");
    }

    private static long JobOf(HttpContext context) =>
        long.TryParse(context.Request.Query["job"], CultureInfo.InvariantCulture, out var job) ? job : 0;

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static Task AnswerAsync(HttpContext context, int status, params string[] lines)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(string.Join('\n', lines) + "\n", context.RequestAborted);
    }
}
