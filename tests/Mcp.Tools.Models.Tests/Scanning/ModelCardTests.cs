using Mcp.Tools.Models.Scanning;

namespace Mcp.Tools.Models.Tests.Scanning;

public sealed class ModelCardTests
{
    private const string Card =
        """
        ---
        license: apache-2.0 # as the parent
        license_name: "Acme: open"
        language:
        - en
        - 'no'
        tags: [chat, "two words"]
        base_model:
          - acme/base
        pipeline_tag: text-generation
        model-index:
        - name: x
          results:
            - task: {type: text-generation}
        widget:
          text: hello
        note: &anchor value
        folded: >
          text that goes on
        empty: ~
        ---
        # Title

        ![picture](x.png)

        A small model for tests, which is good at very little and does that with few words.
        Second line.

        ## Use
        """;

    [Fact]
    public void Parse_Front_ReadsPlainValuesAndListsAlone()
    {
        var card = ModelCard.Parse(Card);

        Assert.Equal("apache-2.0", card.First("license"));
        Assert.Equal("Acme: open", card.First("license_name"));
        Assert.Equal(["en", "no"], card.Fields["language"]);
        Assert.Equal(["chat", "two words"], card.Fields["tags"]);
        Assert.Equal("acme/base", card.First("base_model"));
        Assert.All(["note", "folded", "empty", "text", "model-index"], field => Assert.Null(card.First(field)));
    }

    [Fact]
    public void FirstParagraph_HeadingsAndPictures_AreSkipped() =>
        Assert.Equal("A small model for tests, which is good at very little and does that with few words. Second line.", ModelCard.Parse(Card).FirstParagraph());

    [Theory]
    [InlineData("")]
    [InlineData("---")]
    [InlineData("---\n---")]
    [InlineData("---\n: x\n- y\n  : z\n\t\n---\n")]
    [InlineData("no front matter, but prose that is long enough to be a paragraph")]
    [InlineData("---\r\nlicense: mit\r\n---\r\nText")]
    public void Parse_Anything_DoesNotThrow(string text)
    {
        var card = ModelCard.Parse(text);
        Assert.Equal(text.Contains("mit", StringComparison.Ordinal) ? "mit" : null, card.First("license"));
    }
}
