using Mcp.Tools.Models.Catalogue;
using Mcp.Tools.Models.Catalogue.Schema;
using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Models.Tests.Catalogue;

public sealed class CatalogueDatabaseTests : IDisposable
{
    private static readonly FieldSource Source = new(Evidence.Declared, "test", default);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_Again_HasWhatWasWritten()
    {
        using (var first = new CatalogueDatabase(_folder.File("models.db")))
        {
            new ModelCatalogue(first, TimeProvider.System).Register(new ModelRecord { Id = "a" }, Source);
        }

        using var second = new CatalogueDatabase(_folder.File("models.db"));
        Assert.Equal("a", new ModelCatalogue(second, TimeProvider.System).Find("A")?.Record.Id);
    }

    [Fact]
    public void Open_FileOfAnotherProgram_AddsItsTablesBeside()
    {
        using (var other = Connect())
        {
            other.Execute("CREATE TABLE runners (id INTEGER); INSERT INTO runners VALUES (7); PRAGMA user_version = 9; PRAGMA application_id = 77");
        }

        using (var database = new CatalogueDatabase(_folder.File("models.db")))
        {
            new ModelCatalogue(database, TimeProvider.System).Register(new ModelRecord { Id = "a" }, Source);
        }

        using var again = Connect();
        Assert.Equal((7, 9, 77), (again.Number("SELECT id FROM runners"), again.Number("PRAGMA user_version"), again.Number("PRAGMA application_id")));
        Assert.Equal(0, again.Number("SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'model_%' AND name NOT LIKE 'sqlite_%' AND name <> 'runners'"));
    }

    [Fact]
    public void Open_NewerSchema_IsRefusedWithWhatToDo()
    {
        using (var other = Connect())
        {
            other.Execute($"CREATE TABLE model_schema (version INTEGER NOT NULL); INSERT INTO model_schema VALUES ({CatalogueSchema.Version + 1})");
        }

        using var database = new CatalogueDatabase(_folder.File("models.db"));
        var error = Assert.Throws<CatalogueException>(() => database.Read(connection => connection.Number("SELECT 1")));
        Assert.Contains("Update this program", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoDatabase_SaysSo()
    {
        _folder.Write("models.db", "This is no database, but a text that is long enough to have a header."u8);
        using var database = new CatalogueDatabase(_folder.File("models.db"));
        Assert.Contains("is no database", Assert.Throws<CatalogueException>(() => database.Read(connection => 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_FromManyAtOnce_LosesNothing()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 8), TestContext.Current.CancellationToken, (worker, _) =>
        {
            using var database = new CatalogueDatabase(_folder.File("models.db"));
            var catalogue = new ModelCatalogue(database, TimeProvider.System);
            for (var number = 0; number < 20; number++)
            {
                catalogue.Register(new ModelRecord { Id = $"{worker}/{number}" }, Source);
            }

            return ValueTask.CompletedTask;
        });

        using var after = new CatalogueDatabase(_folder.File("models.db"));
        Assert.Equal(160, new ModelCatalogue(after, TimeProvider.System).Statistics(1).Total);
    }

    /// <summary>What the triggers keep is what a count of all rows would say, after all that changes them.</summary>
    [Fact]
    public void Statistics_AfterEachKindOfChange_AreThoseOfTheRows()
    {
        using var database = new CatalogueDatabase(_folder.File("models.db"));
        var catalogue = new ModelCatalogue(database, TimeProvider.System);
        for (var number = 0; number < 9; number++)
        {
            catalogue.Register(new ModelRecord { Id = $"m{number}", Architecture = number % 3 == 0 ? null : "llama", Tasks = ["a", number % 2 == 0 ? "b" : "c"] }, Source);
        }

        catalogue.Register(new ModelRecord { Id = "m0", Architecture = "bert", ParameterCount = 7, Tasks = ["c"], Performance = [new PerformanceFigure("tokens_per_second", 3, null, null, Evidence.Measured, "test", default)] }, Source);
        catalogue.Remove("m1");
        catalogue.Remove("m2");
        catalogue.CountUse("m3");

        var statistics = catalogue.Statistics(25);
        Assert.Equal((7, 1, 1), (statistics.Total, statistics.WithPerformance, statistics.WithCompatibility));
        Assert.Equal([new("llama", 4), new("unknown", 2), new NamedCount("bert", 1)], statistics.ByArchitecture);
        Assert.Equal(database.Read(connection => connection.List("SELECT task, COUNT(*) FROM model_tasks GROUP BY 1 ORDER BY 2 DESC, 1", row => new NamedCount(row.GetString(0), row.GetInt64(1)))), statistics.ByTask);
    }

    [Fact]
    public void Open_FileOfTheSecondVersion_IsCountedAndItsNamesAreFound()
    {
        using (var database = new CatalogueDatabase(_folder.File("models.db")))
        {
            new ModelCatalogue(database, TimeProvider.System).Register(new ModelRecord { Id = "acme/fable", Architecture = "llama", Tasks = ["a"] }, Source);
        }

        using (var older = Connect())
        {
            foreach (var trigger in new[] { "model_entries_added", "model_entries_removed", "model_entries_changed", "model_tasks_added", "model_tasks_removed" })
            {
                older.Execute($"DROP TRIGGER {trigger}");
            }

            older.Execute("DROP TABLE model_counts; DROP TABLE model_names; DROP TABLE model_vectors; UPDATE model_schema SET version = 2");
        }

        using var again = new CatalogueDatabase(_folder.File("models.db"));
        var statistics = new ModelCatalogue(again, TimeProvider.System).Statistics(25);
        Assert.Equal((1, 1, 1), (statistics.Total, statistics.ByArchitecture.Count, statistics.ByTask.Count));
        Assert.Equal(1, again.Read(connection => connection.Number("SELECT COUNT(*) FROM model_names WHERE model_names MATCH 'fable'")));
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={_folder.File("models.db")};Pooling=False");
        connection.Open();
        return connection;
    }
}
