namespace Mcp.Tools.Runners;

/// <summary>The engine refused or did not answer. The message says what was tried and what to do; it holds no secret.</summary>
public sealed class LauncherException : Exception
{
    /// <summary>Says what went wrong.</summary>
    /// <param name="code">A stable word for it, from <see cref="ReasonCode"/>.</param>
    /// <param name="message">What was tried, what came back, what to do.</param>
    /// <param name="innerException">Where it came from.</param>
    public LauncherException(string code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>A stable word for it, for example <c>image_missing</c> or <c>engine_unavailable</c>.</summary>
    public string Code { get; }
}
