using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mcp.Tools.Models.Tools;

namespace Mcp.Tools.Models.Answers;

/// <summary><see cref="ModelsJson"/> without needless escapes.</summary>
internal static class AnswerJson
{
    // The default encoder writes an apostrophe as \u0027, which costs a model's tokens; the answers never become HTML unescaped.
    private static readonly JsonSerializerOptions Readable = new(ModelsJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonTypeInfo<T> TypeOf<T>()
        where T : Answer => (JsonTypeInfo<T>)Readable.GetTypeInfo(typeof(T));
}
