namespace Mcp.Tools.Runners.Telemetry;

/// <summary>Keeps labels bounded: what is no word of ours becomes <c>other</c>.</summary>
internal static class LabelWord
{
    public const string Other = "other";

    public static string Of(string? word) => word is { Length: > 0 and <= 40 } && word.All(letter => letter is '_' or (>= 'a' and <= 'z')) ? word : Other;

    /// <summary>The conclusions that GitHub documents.</summary>
    public static string Result(string? conclusion) => conclusion is "success" or "failure" or "cancelled" or "skipped" or "timed_out" or "action_required" or "neutral" or "stale"
        ? conclusion : Other;

    /// <summary>Why a pass ran; several reasons at once are one word.</summary>
    public static string Trigger(string trigger) => trigger.Contains(',', StringComparison.Ordinal) ? "several" : Of(trigger.Replace(' ', '_'));

    /// <summary>How an audited call ended, without what it adds: <c>refused: read-only</c> is <c>refused</c>.</summary>
    public static string Outcome(string outcome) => Of(outcome.Split(':', ' ')[0]);
}
