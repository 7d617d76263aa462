namespace GitHubSimulator;

internal sealed record PlannedRun(string Repository, string WorkflowName, string WorkflowPath, JobPlan[] Jobs)
{
    public string Conclusion => Jobs.Any(job => job.Conclusion == "failure") ? "failure" : "success";
}
