using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Mcp.Tools.Runners.Reports;

/// <summary><see cref="ReportJson"/> without needless escapes.</summary>
internal static class AnswerJson
{
    // The default encoder writes an apostrophe as \u0027, which costs a model's tokens; the answers never become HTML unescaped.
    private static readonly JsonSerializerOptions Readable = new(ReportJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonTypeInfo<T> TypeOf<T>()
        where T : Answer => (JsonTypeInfo<T>)Readable.GetTypeInfo(typeof(T));
}
