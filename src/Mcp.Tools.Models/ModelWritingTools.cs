namespace Mcp.Tools.Models;

/// <summary>The tools that change the catalogue, or cost what a served model costs: off until allowed by name.</summary>
public static class ModelWritingTools
{
    internal const string RegisterModel = "register_model";

    internal const string RemoveModel = "remove_model";

    internal const string ScanModels = "scan_models";

    internal const string RateModel = "rate_model";

    internal const string AskModel = "ask_model";

    /// <summary>Their names, as <see cref="ModelsOptions.AllowedTools"/> takes them.</summary>
    public static IReadOnlyList<string> Names { get; } = [RegisterModel, RemoveModel, ScanModels, RateModel, AskModel];
}
