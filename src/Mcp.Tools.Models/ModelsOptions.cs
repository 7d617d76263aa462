namespace Mcp.Tools.Models;

/// <summary>Everything that can be set about the models. The defaults are safe: nothing is changed and no endpoint asked until it is allowed by name.</summary>
public sealed class ModelsOptions
{
    /// <summary>The catalogue's file. Default: <c>models.db</c> in <c>$STATE_DIRECTORY</c>, else in <c>$XDG_STATE_HOME/mcp-runners</c>, else in <c>~/.local/state/mcp-runners</c>. It may be a file that other programs have tables in.</summary>
    public string CataloguePath { get; set; } = CataloguePaths.Default();

    /// <summary>The folders that <c>scan_models</c> may read. Default: the Hugging Face cache of this user.</summary>
    public IList<string> Folders { get; set; } = [CataloguePaths.HuggingFaceCache()];

    /// <summary>The model hub's address. Default: <c>https://huggingface.co/</c>.</summary>
    public Uri HubAddress { get; set; } = new("https://huggingface.co/");

    /// <summary>A file with the hub's token. Default: the variable <c>HF_TOKEN</c>; without either only public models are seen.</summary>
    public string? HubTokenFile { get; set; }

    /// <summary>Where models are served. Default: none.</summary>
    public IList<ModelEndpoint> Endpoints { get; set; } = [];

    /// <summary>The writing tools that may be called, by name, for example <c>scan_models</c>. Default: none.</summary>
    public ISet<string> AllowedTools { get; set; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>How a recommendation weighs what was learned against trying what is little known. Default: Thompson sampling.</summary>
    public RecommendationPolicy Policy { get; set; } = RecommendationPolicy.Thompson;

    /// <summary>The longest time that an endpoint or the hub may take to begin an answer. Default 30 s.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest time that <c>ask_model</c> may take in all. Default 5 min.</summary>
    public TimeSpan AskTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The most tokens that one <c>ask_model</c> may have written. Default 2048.</summary>
    public int MaxAnswerTokens { get; set; } = 2048;
}
