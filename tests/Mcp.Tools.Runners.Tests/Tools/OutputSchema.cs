using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Mcp.Tools.Runners.Reports;
using Mcp.Tools.Runners.Reports.Host;
using Mcp.Tools.Runners.Reports.JobLogs;

namespace Mcp.Tools.Runners.Tests.Tools;

/// <summary>Derives an output schema from the type of an answer. A value that may be absent is not required; no type is a union with null.</summary>
internal static class OutputSchema
{
    private static readonly Dictionary<string, Type> Answers = new(StringComparer.Ordinal)
    {
        ["queue_status"] = typeof(QueueStatus),
        ["explain_job"] = typeof(JobExplanation),
        ["list_failed_runs"] = typeof(FailedRunList),
        ["filter_by_arch"] = typeof(JobsByArchitecture),
        ["issue_runner_token"] = typeof(IssuedToken),
        ["launch_runner"] = typeof(RequestedRunners),
        ["stop_runner"] = typeof(StoppedRunner),
        ["set_autoscaler"] = typeof(AutoscalerSetting),
        ["clean_up_runners"] = typeof(RunnerCleanUp),
        ["list_runners"] = typeof(OpenRunnerList),
        ["get_runner"] = typeof(RunnerDescription),
        ["get_job_logs"] = typeof(JobLogExcerpt),
        ["rerun_failed_jobs"] = typeof(ChangedRun),
        ["cancel_run"] = typeof(ChangedRun),
        ["host_capabilities"] = typeof(HostDescription),
        ["list_jobs"] = typeof(JobList),
        ["list_repositories"] = typeof(RepositoryList),
        ["runner_history"] = typeof(EndedRunnerList),
        ["autoscaler_status"] = typeof(AutoscalerStatus),
    };

    public static string Of(string tool)
    {
        var options = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe };
        var schema = ReportJson.Default.Options.GetJsonSchemaAsNode(Answers[tool], options);
        Tidy(schema);
        return schema.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is JsonObject node && context.PropertyInfo?.AttributeProvider is PropertyInfo property &&
            property.GetCustomAttribute<DescriptionAttribute>() is { } text)
        {
            node.Insert(0, "description", text.Description);
        }

        return schema;
    }

    private static void Tidy(JsonNode? node)
    {
        if (node is not JsonObject schema)
        {
            return;
        }

        if (schema["properties"] is JsonObject properties)
        {
            var absent = properties.Where(property => Nullable(property.Value)).Select(property => property.Key).ToHashSet(StringComparer.Ordinal);
            if (schema["required"] is JsonArray required)
            {
                schema["required"] = new JsonArray([.. required.Select(name => name!.GetValue<string>()).Where(name => !absent.Contains(name)).Select(name => (JsonNode)name)]);
            }

            foreach (var (_, property) in properties)
            {
                Tidy(property);
            }
        }

        Tidy(schema["items"]);
        Tidy(schema["additionalProperties"]);
        if (Nullable(schema))
        {
            schema["type"] = ((JsonArray)schema["type"]!).Select(type => type!.GetValue<string>()).First(type => type != "null");
        }
    }

    private static bool Nullable(JsonNode? schema) =>
        schema is JsonObject { } node && node["type"] is JsonArray types && types.Any(type => type!.GetValue<string>() == "null");
}
