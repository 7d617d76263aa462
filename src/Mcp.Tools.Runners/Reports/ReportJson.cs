using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The JSON of the answers: snake_case, what is unknown left out, no needless escapes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(QueueStatus))]
[JsonSerializable(typeof(JobExplanation))]
[JsonSerializable(typeof(FailedRunList))]
[JsonSerializable(typeof(JobsByArchitecture))]
[JsonSerializable(typeof(IssuedToken))]
[JsonSerializable(typeof(RequestedRunners))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    // The default encoder writes an apostrophe as \u0027, which costs a model's tokens; the answers never become HTML unescaped.
    private static readonly JsonSerializerOptions Readable = new(Default.Options!) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonTypeInfo<T> TypeOf<T>()
        where T : Answer => (JsonTypeInfo<T>)Readable.GetTypeInfo(typeof(T));
}
