using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Mcp.Tools.Models.Catalogue;

namespace Mcp.Benchmarks.Catalogues;

/// <summary>Searches and pages of a catalogue with many models, whose words are as unevenly spread as on a hub.</summary>
internal static class CatalogueBench
{
    private const int Batch = 1000;
    private static readonly string[] Families = ["llama", "qwen", "mistral", "gemma", "bert", "phi", "whisper", "t5", "deepseek", "falcon", "clip", "gpt2"];
    private static readonly string[] Tasks = ["text-generation", "feature-extraction", "text-classification", "fill-mask", "automatic-speech-recognition", "image-classification"];
    private static readonly string[] Words = [.. Enumerable.Range(0, 20_000).Select(number => Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(number)).AsSpan(0, 4)))];

    public static int Run(int models, int searches, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("mcp-bench-").FullName;
        try
        {
            using var database = new CatalogueDatabase(Path.Combine(folder, "models.db"));
            var catalogue = new ModelCatalogue(database, TimeProvider.System);
            var filled = Fill(catalogue, models);
            Write(output, $"{models:#,0} models registered in {filled.TotalSeconds:0.0} s; the file has {new FileInfo(database.Path).Length / 1e6:0} MB.");
            Write(output, $"");
            Write(output, $"| | median | 99 % | most | processor, median | processor, 99 % |");
            Write(output, $"|---|---|---|---|---|---|");
            var search = new ModelSearch(database);
            var random = new Random(1);
            Measure("one rare word", searches, output, () => search.Find(Rare(random), ModelFilter.None, 0, 10));
            Measure("a word that every twelfth model has", searches, output, () => search.Find(Pick(Families, random), ModelFilter.None, 0, 10));
            Measure("a common and a rare word", searches, output, () => search.Find($"{Pick(Families, random)} {Rare(random)}", ModelFilter.None, 0, 10));
            Measure("a word that every model has", searches, output, () => search.Find("model", ModelFilter.None, 0, 10));
            Measure("a common word, task, licence and size", searches, output, () => search.Find(
                Pick(Families, random), new ModelFilter { Task = Pick(Tasks, random), License = "mit", MinParameters = 1_000_000_000, MaxParameters = 20_000_000_000 }, 0, 10));
            Measure("all of these, mixed", searches, output, () => search.Find(
                random.Next(3) switch { 0 => Rare(random), 1 => Pick(Families, random), _ => $"{Pick(Families, random)} {Rare(random)}" },
                random.Next(2) == 0 ? ModelFilter.None : new ModelFilter { Task = Pick(Tasks, random) },
                0,
                10));
            Measure("a page of the list", searches, output, () => catalogue.List(ModelFilter.None, random.Next(1, models), 25));
            Measure("a page of one task", searches, output, () => catalogue.List(new ModelFilter { Task = Pick(Tasks, random) }, random.Next(1, models), 25));
            Measure("the statistics", Math.Min(searches, 50), output, () => catalogue.Statistics(25));
            GC.Collect();
            Write(output, $"");
            Write(output, $"Managed memory after all: {GC.GetTotalMemory(forceFullCollection: true) / 1e6:0.0} MB; the process: {Environment.WorkingSet / 1e6:0} MB.");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static TimeSpan Fill(ModelCatalogue catalogue, int models)
    {
        var random = new Random(7);
        var begun = Stopwatch.GetTimestamp();
        var source = new FieldSource(Evidence.Declared, "bench", DateTimeOffset.UnixEpoch);
        for (var at = 0; at < models; at += Batch)
        {
            catalogue.Register(Enumerable.Range(at, Math.Min(Batch, models - at)).Select(number => Model(number, random)), source);
        }

        return Stopwatch.GetElapsedTime(begun);
    }

    private static ModelRecord Model(int number, Random random)
    {
        var family = Families[number % Families.Length];
        return new ModelRecord
        {
            Id = $"owner{random.Next(3000)}/{family}-{Rare(random)}-{number}",
            Architecture = family,
            Tasks = [Tasks[random.Next(Tasks.Length)]],
            License = random.Next(2) == 0 ? "mit" : "apache-2.0",
            Tags = [Rare(random), Rare(random), "safetensors"],
            ParameterCount = (long)Math.Pow(10, 7 + (4 * random.NextDouble())),
            Description = $"A model of {family} for {string.Join(' ', Enumerable.Range(0, 25).Select(_ => Rare(random)))}.",
            Card = string.Join(' ', Enumerable.Range(0, 150).Select(_ => Rare(random))),
        };
    }

    // The lower the number, the more frequent, as words are.
    private static string Rare(Random random) => Words[(int)(Words.Length * Math.Pow(random.NextDouble(), 3))];

    private static string Pick(string[] from, Random random) => from[random.Next(from.Length)];

    private static void Measure(string name, int times, TextWriter output, Action act)
    {
        var (sample, processor) = (new Sample(name), new Sample(name));
        for (var time = 0; time < times + 20; time++)
        {
            var (begun, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            act();
            if (time >= 20)
            {
                sample.Add(Stopwatch.GetElapsedTime(begun)); // The first ones fill caches and compile.
                processor.Add(Environment.CpuUsage.TotalTime - used); // Without what other processes took meanwhile.
            }
        }

        Write(output, $"| {name} | {sample.Median:0.0} ms | {sample.Quantile(0.99):0.0} ms | {sample.Quantile(1):0.0} ms | {processor.Median:0.0} ms | {processor.Quantile(0.99):0.0} ms |");
    }

    private static void Write(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
