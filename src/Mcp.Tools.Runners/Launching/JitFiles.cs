using System.Collections.Immutable;
using System.Text.Json;

namespace Mcp.Tools.Runners.Launching;

/// <summary>The files inside a just-in-time configuration. They hold the runner's private key: no exception here quotes any of it.</summary>
internal static class JitFiles
{
    private static readonly ImmutableArray<string> Needed = [".runner", ".credentials"];
    private static readonly ImmutableArray<string> Known = [.. Needed, ".credentials_rsaparams"];

    /// <summary>Reads the base64 of a JSON object whose values are files in base64.</summary>
    /// <exception cref="LauncherException">It is damaged, or holds other files than the runner's.</exception>
    public static ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> Decode(Secret configuration)
    {
        try
        {
            using var document = JsonDocument.Parse(Convert.FromBase64String(configuration.Reveal()));
            var files = document.RootElement.EnumerateObject().ToImmutableSortedDictionary(
                file => file.Name, file => (ReadOnlyMemory<byte>)file.Value.GetBytesFromBase64(), StringComparer.Ordinal);
            return Needed.All(files.ContainsKey) && files.Keys.All(Known.Contains)
                ? files
                : throw Damaged("it holds other files than the runner's");
        }
        catch (Exception ex) when (ex is FormatException or JsonException or InvalidOperationException or ArgumentException)
        {
            // The cause is left out on purpose: a JSON or base64 error may quote what it could not read.
            throw Damaged(ex is JsonException ? "it is no JSON object" : "it is no base64");
        }
    }

    private static LauncherException Damaged(string how) => new(
        ReasonCode.EngineError,
        $"The runner's just-in-time configuration is damaged: {how}. Nothing was created. Register the runner again.");
}
