using System.Text.Json;
using Mcp.Server.Tools;

namespace Mcp.Server.Tests.Tools;

public sealed class ArgumentCheckTests
{
    private static readonly JsonElement Schema = JsonElement.Parse(
        """
        {
          "type": "object",
          "properties": {
            "mode": { "type": "string", "enum": ["fast", "slow"] },
            "count": { "type": "integer", "minimum": 1, "maximum": 9 },
            "names": { "type": "array", "items": { "type": "string" } },
            "loose": {}
          },
          "required": ["mode"]
        }
        """);

    [Theory]
    [InlineData("""{"mode":"fast"}""")]
    [InlineData("""{"mode":"slow","count":9,"names":["a"],"loose":[1]}""")]
    [InlineData("""{"mode":"fast","count":1.0}""")]
    public void Problems_FittingArguments_None(string arguments) => Assert.Empty(Problems(arguments));

    [Theory]
    [InlineData("""{"mode":"fast","cuont":1}""", "'cuont' is not an argument of this tool. It takes mode, count, names, loose.")]
    [InlineData("{}", "'mode' is missing. Give one of fast, slow.")]
    [InlineData("""{"mode":"other"}""", "'mode' must be one of fast, slow, not \"other\".")]
    [InlineData("""{"mode":1}""", "'mode' must be one of fast, slow, not 1.")]
    [InlineData("""{"mode":"fast","count":0}""", "'count' must be a whole number of at least 1 and at most 9, not 0.")]
    [InlineData("""{"mode":"fast","count":"3"}""", "'count' must be a whole number of at least 1 and at most 9, not \"3\".")]
    [InlineData("""{"mode":"fast","count":2.5}""", "'count' must be a whole number of at least 1 and at most 9, not 2.5.")]
    [InlineData("""{"mode":"fast","names":["a",1]}""", "'names' must be a list, each entry a string, not [\"a\",1].")]
    public void Problems_WrongArgument_NamesFieldAndWhatIsAllowed(string arguments, string expected) =>
        Assert.Equal([expected], Problems(arguments));

    [Fact]
    public void Problems_Several_NamesEach() => Assert.Equal(2, Problems("""{"count":0}""").Count);

    private static IReadOnlyList<string> Problems(string arguments) =>
        ArgumentCheck.Problems(Schema, JsonElement.Parse(arguments).EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value));
}
