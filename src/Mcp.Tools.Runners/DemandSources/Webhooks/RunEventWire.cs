using Mcp.Tools.Runners.GitHub.Wire;

namespace Mcp.Tools.Runners.DemandSources.Webhooks;

/// <summary>Older servers have the file only in the workflow, newer ones in the run too.</summary>
internal sealed record RunEventWire(string Action, RunWire WorkflowRun, EventRepositoryWire Repository, WorkflowWire? Workflow = null);
