using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class CdiSpecificationTests
{
    [Theory]
    [InlineData("by-index.yaml", "nvidia.com/gpu=0 nvidia.com/gpu=1 nvidia.com/gpu=all")]
    [InlineData("by-uuid.yaml", "nvidia.com/gpu=GPU-4cf8db2d-06c0-7d70-1a51-e59b25b2c16c nvidia.com/gpu=all")]
    [InlineData("wsl.yaml", "nvidia.com/gpu=all")]
    [InlineData("nvidia.json", "nvidia.com/gpu=gpu0 nvidia.com/gpu=all")]
    public void Devices_Specification_AreNamedInFull(string file, string expected) =>
        Assert.Equal(expected.Split(' '), CdiSpecification.Devices(Recording.Read($"cdi/{file}")));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"kind":"nvidia.com/gpu","devices":[7,{"name":8}]}""")]
    [InlineData("kind: nvidia.com/gpu\n")]
    [InlineData("devices:\n- name: all\n")]
    public void Devices_NoSpecification_AreNone(string text) => Assert.Empty(CdiSpecification.Devices(text));

    [Fact]
    public void Devices_NamesOutsideTheList_AreNotDevices() => Assert.Equal(
        ["a.b/c=x"], CdiSpecification.Devices("kind: \"a.b/c\"\nannotations:\n  name: y\ndevices:\n  - name: 'x'\ncontainerEdits:\n  name: z\n"));
}
