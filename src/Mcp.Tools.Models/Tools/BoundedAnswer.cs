using System.Text;
using System.Text.Json;
using Mcp.Tools.Models.Answers;

namespace Mcp.Tools.Models.Tools;

/// <summary>Keeps an answer below what clients cut off: a page that is too large becomes a shorter one, with a cursor for the rest.</summary>
internal static class BoundedAnswer
{
    public const int MostBytes = 24_000;

    /// <param name="limit">Entries wanted.</param>
    /// <param name="build">Builds the answer with so many entries at most.</param>
    public static JsonElement Of<T>(int limit, Func<int, T> build)
        where T : Answer
    {
        while (true)
        {
            var answer = Of(build(limit));
            var bytes = Encoding.UTF8.GetByteCount(answer.GetRawText());
            if (bytes <= MostBytes || limit == 1)
            {
                return answer;
            }

            limit = Math.Clamp((int)((long)limit * MostBytes / bytes), 1, limit - 1);
        }
    }

    public static JsonElement Of<T>(T answer)
        where T : Answer => JsonElement.Parse(JsonSerializer.SerializeToUtf8Bytes(answer, AnswerJson.TypeOf<T>()));
}
