using Mcp.Tools.Runners.Reports;

namespace Mcp.Tools.Runners.Tests.Reports;

public sealed class ErrorShapeTests
{
    [Theory]
    [InlineData("connection to 10.0.0.7:5432 refused after 31.5 s", "connection to 10.1.2.3:5433 refused after 2 s")]
    [InlineData("cannot fetch 8f14e45fceea167a5a36dedd4bea2543", "cannot fetch deadbeef1")]
    [InlineData("run 3fa85f64-5717-4562-b3fc-2c963f66afa6 timed out", "run 00000000-5717-4562-b3fc-2c963f66afa6 timed out")]
    [InlineData("test 3 of 40   failed", "test 17 of 41 failed")]
    public void Of_SameFailure_IsTheSame(string one, string other) => Assert.Equal(ErrorShape.Of(one), ErrorShape.Of(other));

    [Theory]
    [InlineData("undefined symbol foo", "undefined symbol bar")]
    [InlineData("facade is not defined", "decade is not defined")]
    public void Of_AnotherFailure_IsAnother(string one, string other) => Assert.NotEqual(ErrorShape.Of(one), ErrorShape.Of(other));
}
