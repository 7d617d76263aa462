using System.Text;
using System.Text.Json;

namespace Mcp.Server.Tests.Tools;

/// <summary>What holds for every tool of the product, as it is listed over the wire: clients cut, defer and judge by exactly this.</summary>
public sealed class ProductToolRulesTests(WireFixture wire) : IClassFixture<WireFixture>
{
    // Copilot puts every definition into each request; a single one may not crowd out the others.
    private const int MostOfOneDefinition = 32 * 1024;
    private const int MostThatAModelReads = 6 * 1024;

    [Fact]
    public void Tools_All_HaveANameAndTextsThatClientsShowWhole() => Assert.All(wire.Tools, tool =>
    {
        Assert.Matches("^[a-z]+(_[a-z]+)+$", Text(tool, "name"));
        Assert.InRange(Text(tool, "name").Length, 1, 24);
        Assert.InRange(Text(tool, "title").Length, 5, 60);
        Assert.InRange(Text(tool, "description").Length, 100, 1024);
    });

    [Fact]
    public void Tools_All_SetAllFourHintsAndTheTitle() => Assert.All(wire.Tools, tool =>
    {
        var hints = tool.GetProperty("annotations");
        Assert.All(["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"], hint => Assert.True(
            hints.TryGetProperty(hint, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False, $"{Text(tool, "name")} has no {hint}"));
        Assert.False(hints.GetProperty("readOnlyHint").GetBoolean() && hints.GetProperty("destructiveHint").GetBoolean(), Text(tool, "name"));
    });

    [Fact]
    public void Tools_All_TakeAndGiveOneObjectWithoutUnions() => Assert.All(wire.Tools, tool =>
    {
        Assert.All(["inputSchema", "outputSchema"], name =>
        {
            var schema = tool.GetProperty(name);
            Assert.Equal("object", Text(schema, "type"));
            Assert.All(["\"null\"", "\"oneOf\"", "\"anyOf\"", "\"allOf\"", "\"$ref\""], word => Assert.DoesNotContain(word, schema.GetRawText(), StringComparison.Ordinal));
        });
        Assert.All(tool.GetProperty("inputSchema").GetProperty("properties").EnumerateObject(), argument =>
            Assert.InRange(Text(argument.Value, "description").Length, 5, 400));
    });

    [Fact]
    public void Tools_All_AreSmallEnough() => Assert.All(wire.Tools, tool =>
    {
        Assert.InRange(Encoding.UTF8.GetByteCount(tool.GetRawText()), 1, MostOfOneDefinition);
        Assert.InRange(
            Encoding.UTF8.GetByteCount(Text(tool, "description")) + Encoding.UTF8.GetByteCount(tool.GetProperty("inputSchema").GetRawText()), 1, MostThatAModelReads);
    });

    [Fact]
    public void Tools_WithIcons_CarryThemInside()
    {
        var icons = wire.Tools.Where(tool => tool.TryGetProperty("icons", out _)).SelectMany(tool => tool.GetProperty("icons").EnumerateArray()).ToList();

        Assert.NotEmpty(icons);
        Assert.All(icons, icon =>
        {
            Assert.Equal("image/png", Text(icon, "mimeType"));
            Assert.StartsWith("data:image/png;base64,", Text(icon, "src"), StringComparison.Ordinal);
            var bytes = Convert.FromBase64String(Text(icon, "src")["data:image/png;base64,".Length..]);
            Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bytes[..4]);
            Assert.InRange(bytes.Length, 1, 1024);
        });
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
