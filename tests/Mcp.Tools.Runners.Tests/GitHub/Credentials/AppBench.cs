using System.Security.Cryptography;
using GitHubSimulator;
using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Tests.GitHub.Credentials;

/// <summary>A simulator that knows an App, and the App's key in a file.</summary>
internal sealed class AppBench : IAsyncDisposable
{
    public const long Organisation = 501;
    public const long User = 502;
    private readonly string _folder = Directory.CreateTempSubdirectory("app-").FullName;

    private AppBench(ApiBench api, string key) => (Api, Key) = (api, key);

    public ApiBench Api { get; }

    /// <summary>The private key, as it is in the file.</summary>
    public string Key { get; }

    public GitHubSimulatorHost Simulator => Api.Simulator;

    public static async Task<AppBench> StartAsync(Func<SimulatedApp, SimulatedApp>? change = null, IResponseCache? responses = null)
    {
        using var key = RSA.Create(2048);
        var app = new SimulatedApp(77, "Iv1.simulated", key.ExportSubjectPublicKeyInfoPem())
        {
            Installations = [new(Organisation, "octo-org"), new(User, "octocat")],
        };
        var api = await ApiBench.WithSimulatorAsync(options => options.Apps.Add(change?.Invoke(app) ?? app), responses);
        var bench = new AppBench(api, key.ExportRSAPrivateKeyPem());
        var file = Path.Combine(bench._folder, "app.pem");
        await File.WriteAllTextAsync(file, bench.Key, TestContext.Current.CancellationToken);
        api.Options.Token = null;
        api.Options.AppId = "77";
        api.Options.PrivateKeyFile = file;
        api.Simulator.World.AddRepository("octo-org/storefront");
        return bench;
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public int Count(string method, string end) => Simulator.Requests.All.Count(request => request.Method == method && request.PathAndQuery.EndsWith(end, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        Assert.DoesNotContain("ghs_", Api.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", Api.Log.Text, StringComparison.Ordinal);
        await Api.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
