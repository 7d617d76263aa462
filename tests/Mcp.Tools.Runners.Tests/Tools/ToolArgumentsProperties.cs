using System.Text.Json;
using CsCheck;
using Mcp.Tools.Runners.Tools;
using ModelContextProtocol;

namespace Mcp.Tools.Runners.Tests.Tools;

/// <summary>Whatever is sent, the arguments are read or refused with a sentence that names the tool.</summary>
public sealed class ToolArgumentsProperties
{
    private static readonly Gen<string> Value = Gen.OneOf(
        OneOf("null", "true", "[]", "{}", "[1]", "[\"failure\"]", "[null]", "1e400", "-1", "0", "3", "1.5", "99999999999999999999", "\"x64\"", "\"octo/web\"", "\"24h\""),
        Gen.String.Select(text => JsonSerializer.Serialize(text)),
        Gen.Long.Select(number => JsonSerializer.Serialize(number)));

    private static readonly Gen<string> Name = Gen.OneOf(
        OneOf("repository", "limit", "cursor", "job", "since", "architecture", "conclusions", "status", "pool", "count", "idempotency_key", "confirm"),
        Gen.String);

    [Theory]
    [MemberData(nameof(AllTools.Names), MemberType = typeof(AllTools))]
    public void Read_AnyArguments_ReadsThemOrSaysWhatIsWrong(string name)
    {
        var tool = AllTools.Named(name);
        Gen.Dictionary(Name, Value)[0, 4].Sample(
            given =>
            {
                try
                {
                    var read = ToolArguments.Read(tool, given.ToDictionary(entry => entry.Key, entry => JsonElement.Parse(entry.Value)));
                    _ = (read.Repository(), read.Cursor(), read.Architecture(), read.Flag("confirm"), read.Number("limit", 1), read.Number("count", 1), read.List("conclusions"));
                    return true;
                }
                catch (McpException refusal)
                {
                    return refusal.Message.Contains(name, StringComparison.Ordinal);
                }
            },
            iter: 20_000);
    }

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
