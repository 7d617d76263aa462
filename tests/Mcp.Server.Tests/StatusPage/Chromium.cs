using System.Diagnostics;
using System.Text.Json;
using Mcp.Server.Tests.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Mcp.Server.Tests.StatusPage;

/// <summary>A real browser without a window.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>Opens the page and gives what it posts to <c>/log</c>.</summary>
    public static async Task<JsonElement> RunAsync(string html, string profile, CancellationToken cancellationToken)
    {
        var log = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var application = Serve(html, log);
        await application.StartAsync(cancellationToken);
        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var start = new ProcessStartInfo(
            Find(),
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run",
                "--remote-debugging-port=0", $"--user-data-dir={profile}", address,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        try
        {
            return JsonElement.Parse(await log.Task.WaitAsync(2 * ProductProcess.Patience, cancellationToken));
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The page did not come to its end. {await output} {await errors}");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static WebApplication Serve(string html, TaskCompletionSource<string> log)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        application.Run(async context =>
        {
            if (context.Request.Path == "/log")
            {
                using var reader = new StreamReader(context.Request.Body);
                log.TrySetResult(await reader.ReadToEndAsync(context.RequestAborted));
            }
            else if (context.Request.Path == "/")
            {
                context.Response.ContentType = "text/html";
                await context.Response.WriteAsync(html, context.RequestAborted);
            }
            else
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            }
        });
        return application;
    }

    private static string Find()
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        Assert.True(found is not null, $"This test shows a page in a real browser: install chromium (one of {string.Join(", ", Names)} on the PATH).");
        return found!;
    }
}
