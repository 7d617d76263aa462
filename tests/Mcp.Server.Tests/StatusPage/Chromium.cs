using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.StatusPage;

/// <summary>A real browser without a window.</summary>
internal static partial class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>Opens the file and gives what its script wrote into the element <c>log</c>.</summary>
    public static async Task<JsonElement> RunAsync(string file, string profile, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(
            Find(),
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run",

                // In a process of its own a frame is not part of the virtual time, and the browser ends before it is done.
                "--disable-features=IsolateSandboxedIframes", $"--user-data-dir={profile}", "--virtual-time-budget=20000", "--dump-dom", new Uri(file).AbsoluteUri,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        try
        {
            await process.WaitForExitAsync(cancellationToken).WaitAsync(2 * ProductProcess.Patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"The browser did not end. {await errors}");
        }

        var log = Log().Match(await output);
        Assert.True(log.Success && log.Groups["log"].Value != "not finished", $"The page did not come to its end. {await errors}");
        return JsonElement.Parse(WebUtility.HtmlDecode(log.Groups["log"].Value));
    }

    private static string Find()
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        Assert.True(found is not null, $"This test shows a page in a real browser: install chromium (one of {string.Join(", ", Names)} on the PATH).");
        return found!;
    }

    [GeneratedRegex("<pre id=\"log\">(?<log>.*?)</pre>", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Log();
}
