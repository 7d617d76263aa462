using System.Text;
using System.Text.Json;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

/// <summary>A launch as the autoscaler would ask for it.</summary>
internal static class Launches
{
    public static readonly EngineFacts Engine = new("Docker 20.10.24 (API 1.41)", new Version(1, 41), RunnerArchitecture.X64, 56, 64L << 30, ["runc"], []);

    public static RunnerLaunch Usual(RunnerPool? pool = null) => new(
        new RunnerInfo
        {
            Id = "r-1",
            Name = "default-r-1",
            Pool = "default",
            Repository = RepositoryName.Parse("octocat/hello-world"),
            Labels = ["self-hosted"],
            State = RunnerState.Registered,
            RequestedBy = "autoscaler",
            RequestedAt = DateTimeOffset.UnixEpoch,
            StateSince = DateTimeOffset.UnixEpoch,
        },
        pool ?? new RunnerPool { Architecture = RunnerArchitecture.X64 },
        "controller-1",
        Jit(Files));

    public static Dictionary<string, string> Files => new()
    {
        [".runner"] = """{"agentId":"7"}""",
        [".credentials"] = """{"scheme":"OAuth"}""",
        [".credentials_rsaparams"] = """{"d":"c2VjcmV0LWtleQ=="}""",
    };

    public static Secret Jit(IReadOnlyDictionary<string, string> files) => new(Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(
        files.ToDictionary(file => file.Key, file => Convert.ToBase64String(Encoding.UTF8.GetBytes(file.Value))))));
}
