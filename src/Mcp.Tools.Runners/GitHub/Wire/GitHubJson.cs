using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mcp.Tools.Runners.GitHub.Wire;

/// <summary>GitHub's JSON: what a record requires must be there, everything else on the wire is passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(SecretConverter)])]
[JsonSerializable(typeof(RepositoryWire[]))]
[JsonSerializable(typeof(RunWire))]
[JsonSerializable(typeof(RunsWire))]
[JsonSerializable(typeof(JobWire))]
[JsonSerializable(typeof(JobsWire))]
[JsonSerializable(typeof(RunnerWire))]
[JsonSerializable(typeof(RunnersWire))]
[JsonSerializable(typeof(RunnerGroupsWire))]
[JsonSerializable(typeof(JitRequestWire))]
[JsonSerializable(typeof(JitWire))]
[JsonSerializable(typeof(RegistrationTokenWire))]
[JsonSerializable(typeof(HookWire))]
[JsonSerializable(typeof(HookWire[]))]
[JsonSerializable(typeof(HookRequestWire))]
[JsonSerializable(typeof(HookDeliveryWire[]))]
[JsonSerializable(typeof(DeliveredWire))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(AppClaims))]
[JsonSerializable(typeof(InstallationWire))]
[JsonSerializable(typeof(InstallationWire[]))]
[JsonSerializable(typeof(InstallationTokenWire))]
[JsonSerializable(typeof(InstallationRepositoriesWire))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class GitHubJson : JsonSerializerContext;
