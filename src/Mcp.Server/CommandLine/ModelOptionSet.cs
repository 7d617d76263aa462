using System.CommandLine;
using Mcp.Tools.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mcp.Server.CommandLine;

/// <summary>The options about models, of the roles that offer tools.</summary>
internal sealed class ModelOptionSet
{
    private const string OllamaPrefix = "ollama:";

    private readonly Option<string[]> _catalogue = RunnerOptionSet.Create("--model-catalogue", "path", "The model catalogue's file. Default: models.db beside the ledger.");
    private readonly Option<string[]> _folder = RunnerOptionSet.Create("--model-folder", "path", "A folder that scan_models may read; repeatable, or a comma list. Default: the Hugging Face cache.");
    private readonly Option<string[]> _hub = RunnerOptionSet.Create("--model-hub", "url", "The model hub. Default: https://huggingface.co/.");
    private readonly Option<string[]> _hubTokenFile = RunnerOptionSet.Create("--model-hub-token-file", "path", "A file with the hub's token. Default: the variable HF_TOKEN.");
    private readonly Option<string[]> _endpoint = RunnerOptionSet.Create("--model-endpoint", "name=url", "Where models are served with OpenAI's protocol, for example vllm=http://127.0.0.1:8000/v1/, or with Ollama's: ollama:box=http://127.0.0.1:11434/; repeatable, or a comma list.");
    private readonly Option<string[]> _endpointKey = RunnerOptionSet.Create("--model-endpoint-key", "name=path", "A file with the key of an endpoint; repeatable, or a comma list.");

    public void AddTo(Command command)
    {
        Option[] all = [_catalogue, _folder, _hub, _hubTokenFile, _endpoint, _endpointKey];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What is wrong is reported to the reader.</summary>
    public Action<ModelsOptions> Read(SettingsReader reader, RunnerSettings runners)
    {
        var catalogue = reader.Text(_catalogue) is { } path ? Path.GetFullPath(path) : null;
        var folders = reader.List(_folder)?.Select(Path.GetFullPath).ToList();
        var hub = reader.Address(_hub, ["https", "http"], "https://huggingface.co/");
        var tokenFile = reader.Text(_hubTokenFile);
        var keys = Pairs(reader, _endpointKey, "vllm=/etc/mcp-runners/vllm.key");
        var endpoints = Endpoints(reader, keys);
        Action<ModelsOptions> configure = options =>
        {
            options.CataloguePath = catalogue ?? options.CataloguePath;
            options.Folders = folders is null ? options.Folders : [.. folders];
            options.HubAddress = hub ?? options.HubAddress;
            options.HubTokenFile = tokenFile ?? options.HubTokenFile;
            options.Endpoints = [.. endpoints];
            options.AllowedTools = new HashSet<string>(runners.AllowedTools?.Where(ModelWritingTools.Names.Contains) ?? [], StringComparer.Ordinal);
        };
        foreach (var problem in Problems(configure))
        {
            reader.Report(problem);
        }

        return configure;
    }

    private List<ModelEndpoint> Endpoints(SettingsReader reader, Dictionary<string, string> keys)
    {
        List<ModelEndpoint> endpoints = [];
        foreach (var (given, url) in Pairs(reader, _endpoint, "vllm=http://127.0.0.1:8000/v1/"))
        {
            var isOllama = given.StartsWith(OllamaPrefix, StringComparison.Ordinal);
            var name = isOllama ? given[OllamaPrefix.Length..] : given;
            endpoints.Add(new ModelEndpoint
            {
                Name = name,
                Kind = isOllama ? ModelEndpointKind.Ollama : ModelEndpointKind.OpenAI,
                Address = Uri.TryCreate(url, UriKind.Absolute, out var address) ? address : null,
                KeyFile = keys.GetValueOrDefault(name),
            });
        }

        foreach (var name in keys.Keys.Where(name => endpoints.TrueForAll(endpoint => endpoint.Name != name)))
        {
            reader.Report($"{_endpointKey.Name} names the endpoint '{name}', which no {_endpoint.Name} has. Name one of those.");
        }

        return endpoints;
    }

    private static Dictionary<string, string> Pairs(SettingsReader reader, Option<string[]> option, string example)
    {
        Dictionary<string, string> pairs = new(StringComparer.Ordinal);
        foreach (var value in reader.List(option) ?? [])
        {
            var at = value.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == value.Length - 1 || !pairs.TryAdd(value[..at], value[(at + 1)..]))
            {
                reader.Report($"{option.Name} '{value}' is no pair of a name of its own and a value. Write for example {option.Name} {example}.");
            }
        }

        return pairs;
    }

    private static IEnumerable<string> Problems(Action<ModelsOptions> configure)
    {
        using var provider = new ServiceCollection().AddModels(configure).BuildServiceProvider();
        try
        {
            _ = provider.GetRequiredService<IOptions<ModelsOptions>>().Value;
            return [];
        }
        catch (OptionsValidationException ex)
        {
            return ex.Failures;
        }
    }
}
