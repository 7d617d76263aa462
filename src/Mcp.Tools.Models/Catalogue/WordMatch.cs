namespace Mcp.Tools.Models.Catalogue;

/// <summary>How strictly words are looked for; the first that finds something counts.</summary>
internal enum WordMatch
{
    /// <summary>All of them, as they are.</summary>
    All,

    /// <summary>All of them, the last as the beginning of a word: that costs more, so it is second.</summary>
    Unfinished,

    /// <summary>Any of them.</summary>
    Any,
}
