using System.Text.Json.Nodes;
using Mcp.Server.Stdio;
using ModelContextProtocol.Protocol;

namespace Mcp.Server.Tests.Stdio;

public sealed class OutstandingRequestsTests
{
    private readonly OutstandingRequests _requests = new();

    [Fact]
    public void Close_NothingReceived_AllAnswered()
    {
        Assert.False(_requests.AllAnswered.IsCompleted);
        _requests.Close();
        Assert.True(_requests.AllAnswered.IsCompleted);
    }

    [Fact]
    public void Sent_LastResponse_CompletesBoth()
    {
        _requests.Received(Request(1, RequestMethods.ToolsList));
        _requests.Close();
        Assert.False(_requests.AllAnswered.IsCompleted);
        _requests.Sent(new JsonRpcResponse { Id = new RequestId(1), Result = new JsonObject() });
        Assert.True(_requests.AllAnswered.IsCompleted);
        Assert.True(_requests.AllButCallsAnswered.IsCompleted);
    }

    [Fact]
    public void Close_ToolCallRuns_OnlyOthersAreAnswered()
    {
        _requests.Received(Request(1, RequestMethods.ToolsCall));
        _requests.Close();
        Assert.False(_requests.AllAnswered.IsCompleted);
        Assert.True(_requests.AllButCallsAnswered.IsCompleted);
    }

    [Fact]
    public void Received_Subscription_DoesNotCount()
    {
        _requests.Received(Request(1, RequestMethods.SubscriptionsListen));
        _requests.Close();
        Assert.True(_requests.AllAnswered.IsCompleted);
    }

    [Theory]
    [InlineData("1", false)]
    [InlineData("2", true)]
    [InlineData("\"1\"", false)]
    public void Received_Cancellation_RemovesItsRequestOnly(string cancelled, bool all)
    {
        _requests.Received(Request(2, RequestMethods.ToolsCall));
        _requests.Received(new JsonRpcNotification
        {
            Method = NotificationMethods.CancelledNotification,
            Params = JsonNode.Parse($$"""{"requestId":{{cancelled}}}"""),
        });
        _requests.Close();
        Assert.Equal(all, _requests.AllAnswered.IsCompleted);
    }

    private static JsonRpcRequest Request(long id, string method) => new() { Id = new RequestId(id), Method = method };
}
