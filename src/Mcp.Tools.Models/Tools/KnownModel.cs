using Mcp.Tools.Models.Answers;
using Mcp.Tools.Models.Catalogue;
using ModelContextProtocol;

namespace Mcp.Tools.Models.Tools;

/// <summary>The model that an argument names.</summary>
internal static class KnownModel
{
    public const string Schema = """{"type":"string","description":"The model's id, as list_models and search_models show it.","maxLength":300}""";

    /// <exception cref="McpException">There is none.</exception>
    public static CatalogueEntry Read(ToolArguments arguments, ModelCatalogue catalogue) =>
        catalogue.Find(arguments.Text("model")!)
        ?? throw arguments.Wrong("model", $"is no model of the catalogue: '{Wording.Clip(arguments.Text("model")!, 80)}'. search_models finds one by words");
}
