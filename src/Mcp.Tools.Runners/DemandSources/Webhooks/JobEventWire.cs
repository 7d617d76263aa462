using Mcp.Tools.Runners.GitHub.Wire;

namespace Mcp.Tools.Runners.DemandSources.Webhooks;

internal sealed record JobEventWire(string Action, JobWire WorkflowJob, EventRepositoryWire Repository);
