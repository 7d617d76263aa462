using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Runners.Tools;

/// <summary>Two small pictures, inside the definitions: a list of tools shows at a glance which of them only look and which act.</summary>
internal static class ToolIcons
{
    // PNG, because every client that shows icons can show that; 32 pixels, readable on light and on dark.
    private const string Magnifier =
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAACAAAAAgBAMAAACBVGfHAAAAMFBMVEU7gvY7gvY7gvY7gvY7gvY7gvY7gvY7gvY7gvY7gvY7gvY7gvY7gvY7gvY7gvY7gvY+qdlaAAAAEHRSTlMAESIzRFVmd4iZqrvM3e7/dpUBFQAAAJpJREFUeNpjYCAPsK39fysBic96/////38DEALz/4PATzif8//fYgbz+/8nwATi/08EkpL/v8IE7kMUz/8Ls+L/RTAt+x9qEdf/AjDN/n8BRID3vwGYZv5/ASLA/x+q9/8HHAIYWjAMxbAWw2Fwp/9A9xxcC9T7//9/Qw2gfiQl4CBkQ1ICAflISqAOIkbJA3QlaAJs7xLIiWcAarFm6zVrBSYAAAAASUVORK5CYII=";

    private const string Bolt =
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAACAAAAAgBAMAAACBVGfHAAAAMFBMVEXZdwbZdwbZdwbZdwbZdwbZdwbZdwbZdwbZdwbZdwbZdwbZdwbZdwbZdwbZdwbZdwYLZK+sAAAAEHRSTlMAESIzRFVmd4iZqrvM3e7/dpUBFQAAAJdJREFUeNpjYCAasKELWKPxGU+jCXD+QhPI/4HKZ36PJiDz/yuqwPz/X1Ad8f//ZxQBu///P6A44vx/MPgJdwSE//8i3BFQAQO4IyD8HwhHQMAGhCPA4J8AskXy/9Hc6v//fwOKQP3/Pyg6GPr/P0b13f7/BagC79FCjPH/Q1QBlv8OqALsaCHIwHEATYBLAU2Alfg4ZwAAkZJSsEtUgMoAAAAASUVORK5CYII=";

    public static IList<Icon> Of(ToolAnnotations hints) =>
        [new() { Source = hints.ReadOnlyHint == true ? Magnifier : Bolt, MimeType = "image/png", Sizes = ["32x32"] }];
}
