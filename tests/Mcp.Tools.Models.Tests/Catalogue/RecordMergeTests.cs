using Mcp.Tools.Models.Catalogue;

namespace Mcp.Tools.Models.Tests.Catalogue;

public sealed class RecordMergeTests
{
    private static readonly FieldSource Scan = new(Evidence.Declared, "config.json", DateTimeOffset.UnixEpoch);
    private static readonly FieldSource Person = new(Evidence.Declared, RecordMerge.Person, DateTimeOffset.UnixEpoch.AddDays(1));

    [Fact]
    public void Merge_ScanAfterPerson_KeepsWhatThePersonSaidAndAddsTheRest()
    {
        var merged = RecordMerge.Merge(
            RecordMerge.Merge(null, new ModelRecord { Id = "a", License = "mit" }, Person), new ModelRecord { Id = "a", License = "other", Architecture = "llama" }, Scan);

        Assert.Equal(("mit", "llama"), (merged.License, merged.Architecture));
        Assert.Equal((Person, Scan), (merged.Sources!["license"], merged.Sources["architecture"]));
    }

    [Fact]
    public void Merge_PersonAfterScan_PersonWins()
    {
        var merged = RecordMerge.Merge(
            RecordMerge.Merge(null, new ModelRecord { Id = "a", License = "other" }, Scan), new ModelRecord { Id = "a", License = "mit" }, Person);

        Assert.Equal(("mit", Person), (merged.License, merged.Sources!["license"]));
    }

    [Fact]
    public void Merge_FieldWithItsOwnSource_KeepsThatSource()
    {
        var measured = new FieldSource(Evidence.Measured, "model.safetensors", DateTimeOffset.UnixEpoch);
        var merged = RecordMerge.Merge(
            null, new ModelRecord { Id = "a", ParameterCount = 5, License = "mit", Sources = new Dictionary<string, FieldSource> { ["parameter_count"] = measured } }, Scan);

        Assert.Equal((measured, Scan), (merged.Sources!["parameter_count"], merged.Sources["license"]));
    }
}
