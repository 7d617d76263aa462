using Mcp.Docker.Tests.EndToEnd;

namespace Mcp.Docker.Tests.Crashes;

/// <summary>A reason for a runner to be made, and what is done about it from outside until it is gone again.</summary>
internal interface IScenario
{
    /// <summary>The role in which the product is started.</summary>
    IReadOnlyList<string> Role { get; }

    /// <summary>What it writes when it can be spoken to.</summary>
    string ReadyLine { get; }

    /// <summary>Makes the reason for one more runner.</summary>
    void Begin(Stage stage);

    /// <summary>Goes on until the job has run and no row is open. After a crash it is called again for the process that follows.</summary>
    Task FinishAsync(Stage stage, ProductProcess product, CancellationToken cancellationToken);
}
