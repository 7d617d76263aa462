using ModelContextProtocol;

namespace Mcp.Tools.Runners.Tools.Confirmation;

/// <summary>Nothing was done: a person has to agree first. The message has the plan in words and its id.</summary>
internal sealed class ConfirmationNeededException(string message, string plan) : McpException(message)
{
    public string Plan { get; } = plan;
}
