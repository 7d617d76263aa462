using System.Text;
using Mcp.Server.Hosting;

namespace Mcp.Server.Tests.Hosting;

public sealed class ProductServerTests
{
    [Fact]
    public void Instructions_AreShortAndNameTheTools()
    {
        Assert.InRange(Encoding.UTF8.GetByteCount(ProductServer.Instructions), 1, 1024);
        string[] tools =
        [
            "queue_status", "explain_job", "list_failed_runs", "filter_by_arch", "list_jobs", "list_repositories", "list_runners", "get_runner", "runner_history", "autoscaler_status",
            "issue_runner_token", "launch_runner", "stop_runner", "set_autoscaler", "clean_up_runners", "get_job_logs", "rerun_failed_jobs", "cancel_run", "host_capabilities", "check_model_fit",
            "search_models", "recommend_model", "list_served_models",
        ];
        Assert.All(tools, tool => Assert.Contains(tool, ProductServer.Instructions, StringComparison.Ordinal));
    }
}
