using System.Text;
using Mcp.Tools.Models.Catalogue;

namespace Mcp.Tools.Models.Scanning;

/// <summary>Reads what the files of a model say about it: the headers of the weights, <c>config.json</c> and the model card.</summary>
internal static class FolderReader
{
    private const int MostText = 1 << 20;
    private const int MostCard = 50_000;
    private const int MostDescription = 2000;
    private const int Buffer = 1 << 16;

    /// <exception cref="DamagedFileException">With the file's name and what is wrong with it.</exception>
    public static ModelRecord Read(ModelFolder folder, DateTimeOffset now)
    {
        var weights = folder.Files.Where(file => file.IsSafetensors).ToList();
        var ggufs = folder.Files.Where(file => file.IsGguf).ToList();
        var record = new ModelRecord
        {
            Id = folder.Id,
            Revision = folder.Revision,
            Location = folder.Path,
            Files = [.. folder.Files.Select(file => new ModelFile(file.Name, file.Bytes, null))],
        };
        if (folder.Files.FirstOrDefault(file => file.Name == "README.md") is { } readme && readme.Bytes <= MostText)
        {
            record = CardFields.Over(record, ModelCard.Parse(Text(readme)), readme.Name, now, MostCard, MostDescription);
        }

        var config = folder.Files.FirstOrDefault(file => file.Name == "config.json") is { Bytes: <= MostText } json ? Named(json, () => ConfigJson.Parse(File.ReadAllBytes(json.Path))) : null;
        if (weights.Count > 0)
        {
            var totals = TensorTotals.Sum(weights.Select(file => Named(file, () => Header(file, SafetensorsHeader.Read)).Totals));
            return WeightFields.Of(record, totals, config, now);
        }

        if (ggufs.Count > 0)
        {
            var headers = ggufs.Select(file => Named(file, () => Header(file, GgufHeader.Read))).ToList();
            return WeightFields.Of(record, headers[0], TensorTotals.Sum(headers.Select(header => header.Totals)), now);
        }

        return config is null ? record : WeightFields.Of(record, config, now);
    }

    private static T Header<T>(FoundFile file, Func<Stream, T> read)
    {
        using var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, Buffer);
        return read(stream);
    }

    private static T Named<T>(FoundFile file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DamagedFileException ex)
        {
            throw new DamagedFileException($"{file.Name}: {ex.Message}", ex);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new DamagedFileException($"{file.Name} cannot be read: {ex.Message}", ex);
        }
    }

    private static string Text(FoundFile file) => Named(file, () => File.ReadAllText(file.Path, Encoding.UTF8));
}
