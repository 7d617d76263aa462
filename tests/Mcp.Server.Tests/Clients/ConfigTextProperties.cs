using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Mcp.Server.Clients;

namespace Mcp.Server.Tests.Clients;

/// <summary>Files as people write them, with comments, odd layouts and trailing commas: nothing of theirs is ever lost.</summary>
public sealed class ConfigTextProperties
{
    private static readonly Gen<string> Trivia = Gen.OneOf("", "", " ", "\n", "\n  ", "\n\t\t", "\r\n", " /* a, \"b\": {} */ ", "// c: [ , ]\n", " /* } */\n", "//\n");

    // A comment before a colon is refused, with the entry to put in by hand.
    private static readonly Gen<string> Blank = Gen.OneOf("", "", " ", "\n ");

    private static readonly Gen<string> Key = Gen.OneOf("a", "b", "c", "d\\\"e", "servers/x", "//", "{", ",", "ü");

    private static readonly Gen<string> Scalar = Gen.OneOf("1", "-2.5e3", "true", "null", "\"\"", "\"// no comment\"", "\"a \\\"quoted\\\" }\"", "\"ünï\"");

    private static readonly Gen<string> Value = Gen.Recursive<string>((depth, value) =>
        depth > 3 ? Scalar : Gen.OneOf(Scalar, Members(value).Select(members => "{" + members + "}"), Elements(value)));

    private static readonly Gen<string> File =
        from before in Trivia
        from others in Members(Value)
        from hasServers in Gen.Bool
        from servers in Members(Value)
        from gap in Trivia
        from after in Trivia
        select before + "{" + (hasServers ? $"\"servers\":{gap}{{{servers}}}{(others.Contains(':', StringComparison.Ordinal) ? "," : "")}" : "") + others + "}" + after;

    [Fact]
    public void PutAndRemove_AnyFile_ChangeTheOneEntryAndKeepEveryComment() => File.Sample(
        file =>
        {
            var text = Parse(file);
            if (text is null || (text.Root["servers"] is { } servers && servers is not JsonObject))
            {
                return; // Two members of one name: refused, as it must be.
            }

            var put = text.Put("servers", "runners", new JsonObject { ["command"] = "mcp-runners" });
            Assert.Equal("mcp-runners", put.Root["servers"]!["runners"]!["command"]!.GetValue<string>());
            Assert.Equal(Comments(file), Comments(Text(put)));
            var removed = put.Remove("servers", "runners");
            var expected = (JsonObject)text.Root.DeepClone();
            expected["servers"] ??= new JsonObject();
            Assert.True(JsonNode.DeepEquals(expected, removed.Root), $"{file}\n became\n{Text(removed)}");
            Assert.Equal(Comments(file), Comments(Text(removed)));
        },
        iter: 20_000);

    private static Gen<string> Members(Gen<string> value) =>
        Gen.Select(Key, value, Trivia, Blank, Trivia).Select((key, member, one, two, three) => $"{one}\"{key}\"{two}:{three}{member}").Array[0, 3].Select(Trivia, Gen.Bool, Joined);

    private static Gen<string> Elements(Gen<string> value) => value.Array[0, 3].Select(Trivia, Gen.Bool, Joined).Select(elements => "[" + elements + "]");

    private static string Joined(string[] items, string trivia, bool trailing) =>
        string.Join(trivia + ",", items.DistinctBy(item => item.Split(':')[0].Trim())) + trivia + (trailing && items.Length > 0 ? "," + trivia : "");

    private static ConfigText? Parse(string file)
    {
        try
        {
            return ConfigText.Parse(Encoding.UTF8.GetBytes(file));
        }
        catch (ConfigRefusal ex) when (ex.Message.Contains("uplicate", StringComparison.Ordinal))
        {
            return null;
        }
    }

    private static string Text(ConfigText text) => Encoding.UTF8.GetString(text.Bytes);

    // By the bytes between them, strings aside.
    private static string Comments(string text)
    {
        var reader = new Utf8JsonReader(
            Encoding.UTF8.GetBytes(text), new() { CommentHandling = JsonCommentHandling.Allow, AllowTrailingCommas = true });
        List<string> comments = [];
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Comment)
            {
                comments.Add(reader.GetComment());
            }
        }

        return string.Join('|', comments);
    }
}
