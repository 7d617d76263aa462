using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Mcp.Tools.Runners.GitHub.ScaleSets;

/// <summary>An answer of the service, read whole.</summary>
/// <param name="Request">Method and path of what was asked.</param>
/// <param name="Body">Without the byte order mark that the service may put first.</param>
/// <param name="IsText">Whether it says that it is plain text.</param>
internal sealed record ScaleSetReply(string Request, int Status, byte[] Body, bool IsText, string? ActivityId, string? RequestId)
{
    /// <exception cref="ScaleSetException">It is not what was expected.</exception>
    public T Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(Body, type) ?? throw NotDocumented(string.Empty);
        }
        catch (JsonException ex)
        {
            // Neither the exception nor its text: they may quote the answer, which may hold a secret.
            throw NotDocumented(ex.Path is null ? string.Empty : FormattableString.Invariant($" at {ex.Path}"));
        }
    }

    private ScaleSetException NotDocumented(string place) => new(
        ScaleSetFailureKind.BadResponse,
        Request,
        $"The scale-set service's answer is not what its contract says{place}",
        "Check the config URL, and that no proxy answers in GitHub's place.",
        Status,
        ActivityId,
        RequestId);
}
