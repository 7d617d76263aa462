using System.ComponentModel;
using System.Globalization;

namespace Mcp.Tools.Runners;

/// <summary>Lets a configuration name a layout.</summary>
internal sealed class ImageLayoutConverter : TypeConverter
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

    /// <exception cref="FormatException">There is no layout of that name; the message says which there are.</exception>
    public override object ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string name && ImageLayout.Named.TryGetValue(name.Trim(), out var layout)
            ? layout
            : throw new FormatException(
                $"There is no layout '{value}'. Name one of {string.Join(", ", ImageLayout.Named.Keys)}, or give root, userId, groupId and command.");
}
