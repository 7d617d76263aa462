using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Docker.DotNet;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class EngineErrorsTests
{
    private static LauncherException Explain(Exception cause, string endpoint = "unix:///var/run/docker.sock") =>
        EngineErrors.Explain("Listing the runners", new Uri(endpoint), TimeSpan.FromSeconds(30), cause);

    public static TheoryData<Exception, string> Unavailable => new()
    {
        { new HttpRequestException("x", new SocketException((int)SocketError.ConnectionRefused)), "systemctl start docker" },
        { new HttpRequestException("x", new SocketException((int)SocketError.AccessDenied)), "usermod -aG docker" },
        { new HttpRequestException("x", new SocketException((int)SocketError.HostNotFound)), "host name" },
        { new HttpRequestException("x", new SocketException((int)SocketError.AddressNotAvailable)), "systemctl start docker" },
        { new HttpRequestException("x", new SocketException((int)SocketError.ConnectionReset)), "broke off" },
        { new HttpIOException(HttpRequestError.ResponseEnded), "broke off" },
        { new JsonException("half an answer"), "broke off" },
        { new OperationCanceledException(), "within 30 s" },
        { new NotSupportedException("ssh"), "cannot be used" },
    };

    [Theory]
    [MemberData(nameof(Unavailable), DisableDiscoveryEnumeration = true)]
    public void Explain_NoEngine_SaysWhatToDo(Exception cause, string remedy)
    {
        var error = Explain(cause);

        Assert.Equal(ReasonCode.EngineUnavailable, error.Code);
        Assert.StartsWith("Listing the runners: no Docker engine at unix:///var/run/docker.sock", error.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.Conflict, """{"message":"Conflict. The container name is already in use by container 1"}""", true)]
    [InlineData(HttpStatusCode.InternalServerError, """{"cause":"that name is already in use","message":"creating container storage: the container name \"r\" is already in use by 1","response":500}""", true)]
    [InlineData(HttpStatusCode.InternalServerError, """{"message":"network name pool already used: network already exists"}""", true)]
    [InlineData(HttpStatusCode.InternalServerError, """{"message":"driver failed"}""", false)]
    [InlineData(HttpStatusCode.NotFound, """{"message":"network pool already exists no more"}""", false)]
    public void IsConflict_NameTaken_IsToldByDockerAndByPodman(HttpStatusCode status, string body, bool expected) =>
        Assert.Equal(expected, EngineErrors.IsConflict(new DockerApiException(status, body)));

    [Fact]
    public void Explain_Refusal_QuotesTheEngine()
    {
        var error = Explain(new DockerApiException(HttpStatusCode.BadRequest, """{"message":"no such \u001b[31mdevice"}"""));

        Assert.Equal(ReasonCode.EngineError, error.Code);
        Assert.EndsWith("refused (400): no such device", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_FailureOfTheEngine_PointsToItsLog()
    {
        var error = Explain(new DockerApiException(HttpStatusCode.InternalServerError, """{"message":"driver failed"}"""));

        Assert.Equal(ReasonCode.EngineError, error.Code);
        Assert.EndsWith("refused (500): driver failed. If it does so again, look at its log (journalctl -u docker).", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, "write /var/lib/docker/tmp/1: no space left on device")]
    [InlineData(HttpStatusCode.InternalServerError, "mkdir /var/lib/docker/overlay2/1: disk quota exceeded")]
    [InlineData(HttpStatusCode.InsufficientStorage, "insufficient storage")]
    public void Explain_FullDisk_SaysHowToFreeIt(HttpStatusCode status, string message)
    {
        var error = Explain(new DockerApiException(status, $$"""{"message":"{{message}}"}"""));

        Assert.Equal(ReasonCode.Disk, error.Code);
        Assert.Contains($"the disk of the Docker engine is full: {message}. Free some of it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_RefusalInPlainText_QuotesItsBeginning() =>
        Assert.Contains("…", Explain(new DockerApiException(HttpStatusCode.BadGateway, new string('x', 5000))).Message, StringComparison.Ordinal);

    [Fact]
    public void Explain_AddressWithPassword_HidesIt() =>
        Assert.DoesNotContain("hunter2", Explain(new IOException("x"), "tcp://me:hunter2@host:2376").Message, StringComparison.Ordinal);

    [Fact]
    public void Resolve_OptionThenEnvironmentThenSocket()
    {
        var option = new Uri("tcp://a:1");

        Assert.Equal(option, EngineEndpoint.Resolve(option, "tcp://b:2"));
        Assert.Equal(new Uri("tcp://b:2"), EngineEndpoint.Resolve(null, "tcp://b:2"));
        Assert.Equal(new Uri("unix:///var/run/docker.sock"), EngineEndpoint.Resolve(null, " "));
        Assert.Equal(ReasonCode.EngineUnavailable, Assert.Throws<LauncherException>(() => EngineEndpoint.Resolve(null, "no address")).Code);
    }
}
