using System.Text.Json;
using System.Text.Json.Serialization;
using Mcp.Tools.Runners.GitHub.Wire;

namespace Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

/// <summary>The service's JSON: what a record requires must be there, everything else on the wire is passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(SecretConverter)])]
[JsonSerializable(typeof(NewScaleSetWire))]
[JsonSerializable(typeof(ScaleSetWire))]
[JsonSerializable(typeof(ScaleSetsWire))]
[JsonSerializable(typeof(RunnerGroupsWire))]
[JsonSerializable(typeof(NewSessionWire))]
[JsonSerializable(typeof(SessionWire))]
[JsonSerializable(typeof(MessageWire))]
[JsonSerializable(typeof(JobMessageWire))]
[JsonSerializable(typeof(JsonElement[]))]
[JsonSerializable(typeof(long[]))]
[JsonSerializable(typeof(AcquiredWire))]
[JsonSerializable(typeof(NewRunnerWire))]
[JsonSerializable(typeof(RunnerWire))]
[JsonSerializable(typeof(RunnersWire))]
[JsonSerializable(typeof(JitConfigurationWire))]
[JsonSerializable(typeof(RegistrationRequestWire))]
[JsonSerializable(typeof(RegistrationWire))]
[JsonSerializable(typeof(ProblemWire))]
[JsonSerializable(typeof(ExpiryWire))]
[JsonSerializable(typeof(AgentWire))]
internal sealed partial class ScaleSetJson : JsonSerializerContext;
