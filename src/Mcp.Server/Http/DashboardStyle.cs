namespace Mcp.Server.Http;

/// <summary>How the page looks: light and dark by the system's choice, readable on a phone.</summary>
internal static class DashboardStyle
{
    public const string Css =
        """
        :root { color-scheme: light dark; --line: light-dark(#d8dee4, #30363d); --soft: light-dark(#57606a, #9198a1); --panel: light-dark(#fff, #161b22); }
        body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: light-dark(#f6f8fa, #0d1117); color: light-dark(#1f2328, #e6edf3); }
        header, main, footer { max-width: 72rem; margin: 0 auto; padding: 1rem 1.5rem; }
        h1 { font-size: 1.4rem; margin: .5rem 0 0; } h2 { font-size: 1.05rem; margin: 0 0 .5rem; }
        header p { font-size: 1.15rem; margin: .25rem 0 0; }
        section { background: var(--panel); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem 1.25rem; margin-bottom: 1rem; overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; } th { text-align: left; color: var(--soft); font-weight: 500; }
        th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; } tr:last-child td { border-bottom: 0; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; margin: 0; } dt { color: var(--soft); } dd { margin: 0; }
        small, footer { color: var(--soft); } pre { overflow-x: auto; font-size: .85rem; }
        td span { border-radius: 1rem; padding: .1rem .6rem; border: 1px solid var(--line); white-space: nowrap; }
        .refuse { color: light-dark(#a40e26, #ff9492); } .wait { color: light-dark(#7d4e00, #f0b72f); } .serve, .start { color: light-dark(#116329, #6bc46d); }
        """;
}
