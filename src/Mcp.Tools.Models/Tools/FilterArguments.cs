using Mcp.Tools.Models.Catalogue;

namespace Mcp.Tools.Models.Tools;

/// <summary>The arguments that say which models are asked for, the same in each tool that lists.</summary>
internal static class FilterArguments
{
    public const string Schema =
        """
        "task":{"type":"string","description":"Only models for this task, for example text-generation or feature-extraction.","maxLength":100},
        "type":{"type":"string","description":"Only this kind.","enum":["language","vision","audio","multimodal","embedding","encoder-decoder","decoder-only","encoder-only"]},
        "architecture":{"type":"string","description":"Only this architecture, for example llama or bert.","maxLength":100},
        "backend":{"type":"string","description":"Only models for this backend, for example transformers, gguf or vllm.","maxLength":100},
        "hardware":{"type":"string","description":"Only models for this hardware, for example cpu or cuda.","maxLength":100},
        "license":{"type":"string","description":"Only this licence, for example apache-2.0.","maxLength":100},
        "tag":{"type":"string","description":"Only models with this tag.","maxLength":100},
        "min_parameters":{"type":"integer","description":"Only models with at least so many parameters.","minimum":0,"maximum":100000000000000},
        "max_parameters":{"type":"integer","description":"Only models with at most so many parameters.","minimum":0,"maximum":100000000000000}
        """;

    public static ModelFilter Read(ToolArguments arguments)
    {
        var filter = new ModelFilter
        {
            Task = arguments.Text("task"),
            Type = arguments.Text("type"),
            Architecture = arguments.Text("architecture"),
            Backend = arguments.Text("backend"),
            Hardware = arguments.Text("hardware"),
            License = arguments.Text("license"),
            Tag = arguments.Text("tag"),
            MinParameters = arguments.LongNumber("min_parameters"),
            MaxParameters = arguments.LongNumber("max_parameters"),
        };
        return filter is { MinParameters: { } least, MaxParameters: { } most } && least > most
            ? throw arguments.Wrong("min_parameters", "must not be above max_parameters")
            : filter;
    }
}
