namespace Mcp.Tools.Runners;

/// <summary>A webhook could not be made, looked at or deleted; the message says why and what to do. Holds no secret.</summary>
public sealed class WebhookSetupException : Exception
{
    internal WebhookSetupException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
