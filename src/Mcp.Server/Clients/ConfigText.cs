using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mcp.Server.Clients;

/// <summary>A JSON file with comments, changed in one place at a time; comments, order and layout of the rest stay. Pure.</summary>
internal sealed class ConfigText
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    private ConfigText(byte[] bytes, JsonObject root) => (Bytes, Root) = (bytes, root);

    public byte[] Bytes { get; }

    /// <summary>What it says.</summary>
    public JsonObject Root { get; }

    public static ConfigText Parse(byte[] bytes)
    {
        try
        {
            return JsonNode.Parse(bytes, documentOptions: Lenient) is JsonObject root
                ? new ConfigText(bytes, root)
                : throw new ConfigRefusal("it is JSON, but no object");
        }
        catch (JsonException ex)
        {
            throw new ConfigRefusal(
                FormattableString.Invariant($"it is damaged at line {ex.LineNumber + 1}, character {ex.BytePositionInLine + 1}: {ex.Message.Split(" LineNumber:")[0].Split(" Path:")[0]}"));
        }
    }

    /// <summary>The member of that name as an object; null: there is none.</summary>
    public JsonObject? Section(string section) => Root.TryGetPropertyValue(section, out var value)
        ? value as JsonObject ?? throw new ConfigRefusal($"its member '{section}' is no object")
        : null;

    public ConfigText Put(string section, string name, JsonObject value)
    {
        var (edits, root, step) = Open();
        if (Section(section) is null)
        {
            edits.Append(root, "", step, indent => $"{Quoted(section)}: {Render(new JsonObject { [name] = value.DeepClone() }, indent, step, edits.LineEnd)}");
            return Checked(edits, expected => expected[section] = new JsonObject { [name] = value.DeepClone() });
        }

        var servers = ConfigContainer.Read(Bytes, root[section]!.ValueStart);
        if (servers[name] is { } existing)
        {
            if (ConfigContainer.HasComment(Bytes, existing.ValueStart, existing.End))
            {
                throw new ConfigRefusal($"'{name}' in it has comments, which changing it would lose");
            }

            edits.Replace(existing, Render(value, edits.IndentAt(existing.Start) ?? step + step, step, edits.LineEnd));
        }
        else
        {
            edits.Append(servers, edits.IndentAt(root[section]!.Start) ?? step, step, indent => $"{Quoted(name)}: {Render(value, indent, step, edits.LineEnd)}");
        }

        return Checked(edits, expected => expected[section]![name] = value.DeepClone());
    }

    public ConfigText Remove(string section, string name)
    {
        var (edits, root, _) = Open();
        var servers = ConfigContainer.Read(Bytes, root[section]!.ValueStart);
        edits.Remove(servers, servers[name]!);
        return Checked(edits, expected => ((JsonObject)expected[section]!).Remove(name));
    }

    /// <summary>Adds an element to the list of that name.</summary>
    public ConfigText Add(string list, JsonObject element)
    {
        var (edits, root, step) = Open();
        if (!Root.ContainsKey(list))
        {
            edits.Append(root, "", step, indent => $"{Quoted(list)}: {Render(new JsonArray(element.DeepClone()), indent, step, edits.LineEnd)}");
            return Checked(edits, expected => expected[list] = new JsonArray(element.DeepClone()));
        }

        var elements = Root[list] is JsonArray ? ConfigContainer.Read(Bytes, root[list]!.ValueStart) : throw new ConfigRefusal($"its member '{list}' is no list");
        edits.Append(elements, edits.IndentAt(root[list]!.Start) ?? step, step, indent => Render(element, indent, step, edits.LineEnd));
        return Checked(edits, expected => ((JsonArray)expected[list]!).Add(element.DeepClone()));
    }

    public ConfigText RemoveAt(string list, int index)
    {
        var (edits, root, _) = Open();
        var elements = ConfigContainer.Read(Bytes, root[list]!.ValueStart);
        edits.Remove(elements, elements.Items[index]);
        return Checked(edits, expected => ((JsonArray)expected[list]!).RemoveAt(index));
    }

    /// <summary>A value as it is written into a file, its lines after the first indented.</summary>
    public static string Render(JsonNode value, string indent, string step, string lineEnd)
    {
        var tabs = step.Length > 0 && step[0] == '\t';
        var options = new JsonSerializerOptions
        {
            WriteIndented = true,
            IndentCharacter = tabs ? '\t' : ' ',
            IndentSize = Math.Min(step.Length, 8),
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        return value.ToJsonString(options).Replace("\n", lineEnd + indent, StringComparison.Ordinal);
    }

    private static string Quoted(string name) => $"\"{JsonEncodedText.Encode(name)}\"";

    private (ConfigEdits Edits, ConfigContainer Root, string Step) Open()
    {
        var edits = new ConfigEdits(Bytes);
        var root = ConfigContainer.Read(Bytes, 0);
        return (edits, root, edits.Step(root));
    }

    // Whatever a text looks like: what comes out says what it said before, and the one change.
    private ConfigText Checked(ConfigEdits edits, Action<JsonObject> change)
    {
        var expected = (JsonObject)Root.DeepClone();
        change(expected);
        var bytes = edits.Apply();
        try
        {
            if (Parse(bytes) is var result && JsonNode.DeepEquals(result.Root, expected))
            {
                return result;
            }
        }
        catch (ConfigRefusal)
        {
            // Said below: it is the change that is at fault, not the file.
        }

        throw new ConfigRefusal("it is laid out in a way that cannot be changed safely");
    }
}
