using Mcp.Tools.Runners.GitHub.ScaleSets;

namespace Mcp.Tools.Runners.Tests.GitHub.ScaleSets;

public class QueueAddressTests
{
    private static readonly Uri Queue = new("https://pipelines.example/abc/_apis/queue/message?sessionId=a%20b&api-version=6.0-preview");

    [Fact]
    public void Next_KeepsTheAddresssOwnQuery()
    {
        Assert.Equal(Queue, QueueAddress.Next(Queue, 0));
        Assert.Equal(Queue.AbsoluteUri + "&lastMessageId=7", QueueAddress.Next(Queue, 7).AbsoluteUri);
    }

    [Fact]
    public void Message_ExtendsThePathAndKeepsTheQuery() => Assert.Equal(
        "https://pipelines.example/abc/_apis/queue/message/7?sessionId=a%20b&api-version=6.0-preview", QueueAddress.Message(Queue, 7).AbsoluteUri);

    [Theory]
    [InlineData("https://pipelines.example/abc", "https://pipelines.example/abc/_apis/x?name=a%26b&api-version=6.0-preview")]
    [InlineData("https://pipelines.example/abc/?k=v", "https://pipelines.example/abc/_apis/x?k=v&name=a%26b&api-version=6.0-preview")]
    public void Service_JoinsPathAndQuery(string tenant, string expected) =>
        Assert.Equal(expected, QueueAddress.Service(new Uri(tenant), "_apis/x", "name=a%26b").AbsoluteUri);

    [Theory]
    [InlineData("https://pipelines.example/", "https", true)]
    [InlineData("http://pipelines.example/", "https", false)]
    [InlineData("http://pipelines.example/", "http", false)]
    [InlineData("http://127.0.0.1:1/", "http", true)]
    [InlineData("http://127.0.0.1:1/", "https", false)]
    [InlineData("relative", "https", false)]
    public void Trusted_OnlyWhereTheTokenMayGo(string text, string scheme, bool trusted) =>
        Assert.Equal(trusted, QueueAddress.Trusted(text, scheme) is not null);
}
