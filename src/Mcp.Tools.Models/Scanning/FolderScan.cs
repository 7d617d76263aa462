using Mcp.Tools.Models.Catalogue;
using Mcp.Tools.Models.ContentIds;

namespace Mcp.Tools.Models.Scanning;

/// <summary>Reads the models of a folder into the catalogue.</summary>
internal sealed class FolderScan(ModelCatalogue catalogue, ScanMemory memory, TimeProvider time)
{
    private const int MostModels = 100_000;
    private const int MostProblems = 1000;

    /// <param name="withContentIds">Whether the content identifiers are computed too: that reads every byte.</param>
    /// <param name="report">Is told how many models were seen, and which is next.</param>
    public async Task<ScanOutcome> ScanAsync(string folder, bool withContentIds, Func<int, string, Task> report, CancellationToken cancellationToken)
    {
        var (added, changed, unchanged) = (0, 0, 0);
        List<string> ids = [];
        List<ScanProblem> problems = [];
        foreach (var model in FolderWalk.Find(folder).Take(MostModels))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await report(added + changed + unchanged + problems.Count, model.Id);
            if (!withContentIds && memory.Recall(model) is (true, var problem))
            {
                unchanged += problem is null ? 1 : 0;
                Add(problems, model, problem);
                continue;
            }

            try
            {
                var isNew = Register(withContentIds ? await WithContentIdsAsync(model, cancellationToken) : FolderReader.Read(model, time.GetUtcNow()));
                memory.Keep(model, null);
                ids.Add(model.Id);
                added += isNew ? 1 : 0;
                changed += isNew ? 0 : 1;
            }
            catch (Exception ex) when (ex is DamagedFileException or IOException or UnauthorizedAccessException)
            {
                memory.Keep(model, ex.Message);
                Add(problems, model, ex.Message);
            }
        }

        return new ScanOutcome(added, changed, unchanged, ids, problems);
    }

    private static void Add(List<ScanProblem> problems, ModelFolder model, string? problem)
    {
        if (problem is not null && problems.Count < MostProblems)
        {
            problems.Add(new ScanProblem(model.Path, problem));
        }
    }

    private bool Register(ModelRecord record) => catalogue.Register(record, new FieldSource(Evidence.Declared, "scan of the folder", time.GetUtcNow())).IsNew;

    private async Task<ModelRecord> WithContentIdsAsync(ModelFolder model, CancellationToken cancellationToken)
    {
        var record = FolderReader.Read(model, time.GetUtcNow());
        List<ModelFile> files = [];
        foreach (var file in model.Files)
        {
            await using var stream = File.OpenRead(file.Path);
            files.Add(new ModelFile(file.Name, file.Bytes, await UnixFile.CidAsync(stream, cancellationToken)));
        }

        return CardFields.WithSource(record with { Files = files }, new FieldSource(Evidence.Measured, "content of the files", time.GetUtcNow()), "files");
    }
}
