using System.Globalization;
using System.Text.Json;
using Mcp.Tools.Models.Answers;
using Mcp.Tools.Models.Remote;

namespace Mcp.Tools.Models.Serving;

/// <summary>Reads endpoints' lists of models. Pure.</summary>
internal static class ServedModels
{
    private const int Most = 1000;

    /// <summary>OpenAI's list; vLLM adds the context length, llama.cpp's server what it read from the file.</summary>
    /// <exception cref="RemoteException">It is no such list.</exception>
    public static IReadOnlyList<ServedModel> OfOpenAI(JsonElement root) => root.Member("data") is not { ValueKind: JsonValueKind.Array } data
        ? throw new RemoteException("The endpoint's list of models is not in OpenAI's form. Check its kind and address (usually it ends in /v1/).")
        :
        [
            .. data.EnumerateArray().Where(model => model.Text("id") is not null).Take(Most).Select(model => new ServedModel(
                Wording.Clip(model.Text("id")!, 300),
                null,
                null,
                (model.Member("meta") ?? default).Number("n_params"),
                null,
                (model.Member("meta") ?? default).Number("size"),
                model.SmallNumber("max_model_len") ?? (model.Member("meta") ?? default).SmallNumber("n_ctx_train"))),
        ];

    /// <summary>Ollama's lists of what there is and of what is in memory (<see href="https://github.com/ollama/ollama/blob/main/docs/api.md">API</see>).</summary>
    /// <exception cref="RemoteException">It is no such list.</exception>
    public static IReadOnlyList<ServedModel> OfOllama(JsonElement tags, JsonElement running)
    {
        if (tags.Member("models") is not { ValueKind: JsonValueKind.Array } models)
        {
            throw new RemoteException("The endpoint's list of models is not in Ollama's form. Check its kind and address.");
        }

        var loaded = running.Items("models").Select(model => model.Text("name")).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. models.EnumerateArray().Where(model => model.Text("name") is not null).Take(Most).Select(model =>
            {
                var details = model.Member("details") ?? default;
                return new ServedModel(
                    Wording.Clip(model.Text("name")!, 300),
                    loaded.Contains(model.Text("name")),
                    details.Text("family"),
                    Parameters(details.Text("parameter_size")),
                    details.Text("quantization_level")?.ToLowerInvariant() switch { "f16" => "fp16", "f32" => "fp32", var other => other },
                    model.Number("size"),
                    null);
            }),
        ];
    }

    /// <summary>For example <c>8.0B</c> or <c>137M</c>.</summary>
    internal static long? Parameters(string? text)
    {
        var factor = text is { Length: > 1 } ? text[^1] switch { 'B' => 1e9, 'M' => 1e6, 'K' => 1e3, _ => 0 } : 0;
        return factor > 0 && double.TryParse(text![..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1e6
            ? (long)(number * factor)
            : null;
    }
}
