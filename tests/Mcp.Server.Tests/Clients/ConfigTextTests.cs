using System.Text;
using System.Text.Json.Nodes;
using Mcp.Server.Clients;

namespace Mcp.Server.Tests.Clients;

public sealed class ConfigTextTests
{
    private static readonly JsonObject Entry = new() { ["url"] = "x" };

    [Theory]
    [InlineData("{}", "{\n  \"servers\": {\n    \"runners\": {\n      \"url\": \"x\"\n    }\n  }\n}")]
    [InlineData("{\"a\":1}", "{\"a\":1,\n  \"servers\": {\n    \"runners\": {\n      \"url\": \"x\"\n    }\n  }\n}")]
    [InlineData("{\n\t\"a\": 1\n}\n", "{\n\t\"a\": 1,\n\t\"servers\": {\n\t\t\"runners\": {\n\t\t\t\"url\": \"x\"\n\t\t}\n\t}\n}\n")]
    [InlineData("{\r\n    \"servers\": {}\r\n}", "{\r\n    \"servers\": {\r\n        \"runners\": {\r\n            \"url\": \"x\"\r\n        }\r\n    }\r\n}")]
    [InlineData(
        "{\n  \"servers\": {\n    // mine\n    \"b\": { \"url\": \"y\" } // why\n  }\n}\n",
        "{\n  \"servers\": {\n    // mine\n    \"b\": { \"url\": \"y\" }, // why\n    \"runners\": {\n      \"url\": \"x\"\n    }\n  }\n}\n")]
    [InlineData(
        "{\n  \"servers\": {\n    \"b\": {}, /* , */\n  },\n}",
        "{\n  \"servers\": {\n    \"b\": {}, /* , */\n    \"runners\": {\n      \"url\": \"x\"\n    }\n  },\n}")]
    [InlineData(
        "{ // a , \"servers\": {}\n  \"servers\": { /* nothing yet */ }\n}",
        "{ // a , \"servers\": {}\n  \"servers\": { /* nothing yet */\n    \"runners\": {\n      \"url\": \"x\"\n    }\n  }\n}")]
    [InlineData(
        "{\n  \"servers\": {\n    \"runners\": { \"url\": \"old\" }, // keep\n    \"c\": 1\n  }\n}",
        "{\n  \"servers\": {\n    \"runners\": {\n      \"url\": \"x\"\n    }, // keep\n    \"c\": 1\n  }\n}")]
    public void Put_Layout_IsKept(string before, string after) =>
        Assert.Equal(after, Text(Parse(before).Put("servers", "runners", Entry)));

    [Theory]
    [InlineData("{\n  \"servers\": {\n    \"runners\": {}\n  }\n}", "{\n  \"servers\": {\n  }\n}")]
    [InlineData("{\n  \"servers\": {\n    \"a\": 1, // one\n    \"runners\": {}\n  }\n}", "{\n  \"servers\": {\n    \"a\": 1 // one\n  }\n}")]
    [InlineData("{\n  \"servers\": {\n    \"runners\": {}, // two\n    \"a\": 1\n  }\n}", "{\n  \"servers\": {\n     // two\n    \"a\": 1\n  }\n}")]
    [InlineData("{\"servers\":{\"a\":1,\"runners\":{},\"b\":2}}", "{\"servers\":{\"a\":1,\"b\":2}}")]
    [InlineData("{\"servers\":{\"a\":1,\"runners\":{} /* , */}}", "{\"servers\":{\"a\":1 /* , */}}")]
    [InlineData("{\"servers\":{\"a\":1,\"runners\":{} /* x */ ,}}", "{\"servers\":{\"a\":1, /* x */ }}")]
    public void Remove_Layout_IsKept(string before, string after) => Assert.Equal(after, Text(Parse(before).Remove("servers", "runners")));

    [Fact]
    public void AddAndRemoveAt_List_KeepsTheOthers()
    {
        const string Before = "{\n  \"inputs\": [\n    { \"id\": \"a\" } // mine\n  ]\n}";

        var added = Parse(Before).Add("inputs", new JsonObject { ["id"] = "b" });

        Assert.Equal("{\n  \"inputs\": [\n    { \"id\": \"a\" }, // mine\n    {\n      \"id\": \"b\"\n    }\n  ]\n}", Text(added));
        Assert.Equal(Before, Text(added.RemoveAt("inputs", 1)));
    }

    [Fact]
    public void Put_EntryWithACommentInside_IsRefused()
    {
        var text = Parse("""{"servers":{"runners":{"url":"old" /* the old one */}}}""");

        Assert.Contains("has comments", Assert.Throws<ConfigRefusal>(() => text.Put("servers", "runners", Entry)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "it is damaged at line 1, character 2")]
    [InlineData("{\n \"a\": 1\n \"b\": 2}", "it is damaged at line 3, character 2")]
    [InlineData("[1]", "it is JSON, but no object")]
    [InlineData("{\"a\":1,\"a\":2}", "it is damaged")]
    [InlineData("{\"a\":\"\u0001\"}", "it is damaged")]
    [InlineData("{} {}", "it is damaged")]
    public void Parse_NoWholeObject_SaysWhere(string text, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<ConfigRefusal>(() => Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_Utf16_IsRefused() => Assert.Throws<ConfigRefusal>(() => ConfigText.Parse(Encoding.Unicode.GetBytes("{}")));

    [Theory]
    [InlineData("""{"servers":[]}""", "'servers' is no object")]
    [InlineData("""{"servers":null}""", "'servers' is no object")]
    public void Put_SectionOfAnotherKind_IsRefused(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<ConfigRefusal>(() => Parse(text).Put("servers", "runners", Entry)).Message, StringComparison.Ordinal);

    private static ConfigText Parse(string text) => ConfigText.Parse(Encoding.UTF8.GetBytes(text));

    private static string Text(ConfigText text) => Encoding.UTF8.GetString(text.Bytes);
}
