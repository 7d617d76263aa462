using System.CommandLine;
using Mcp.Tools.Runners;

namespace Mcp.Server.CommandLine;

/// <summary>The options of <c>webhook</c>.</summary>
internal sealed class WebhookOptionSet(bool needsUrl)
{
    private readonly Option<string[]> _url = RunnerOptionSet.Create("--url", "url", $"The address that GitHub delivers to, as it is seen from the internet, for example https://ci.example.org{WebhookSetup.Path}.{(needsUrl ? "" : " Default: every webhook of this product.")}");
    private readonly Option<string[]> _organization = RunnerOptionSet.Create("--organization", "name", "An organisation whose webhook is meant, for all of its repositories; repeatable.");

    public void AddTo(Command command)
    {
        command.Options.Add(_url);
        command.Options.Add(_organization);
    }

    public WebhookRequest Read(SettingsReader reader)
    {
        var url = reader.Address(_url, ["https", "http"], $"https://ci.example.org{WebhookSetup.Path}");
        if (needsUrl && url is null && reader.Problems.Count == 0)
        {
            reader.Report($"--url is missing. Write the address that GitHub delivers to, for example --url https://ci.example.org{WebhookSetup.Path}.");
        }

        if (url is not null && !url.AbsolutePath.EndsWith(WebhookSetup.Path, StringComparison.Ordinal))
        {
            reader.Report($"--url '{url}' does not end with {WebhookSetup.Path}, where the server takes deliveries in. Write for example --url https://{url.Host}{WebhookSetup.Path}.");
        }

        return new WebhookRequest(url, reader.List(_organization) ?? []);
    }
}
