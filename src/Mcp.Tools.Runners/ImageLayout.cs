using System.ComponentModel;

namespace Mcp.Tools.Runners;

/// <summary>Where an image keeps the GitHub runner, and how it is started. In the configuration: one of the names of <see cref="Named"/>, or the four values.</summary>
/// <param name="Root">The folder that holds <c>bin/Runner.Listener</c>; all that the runner writes is inside.</param>
/// <param name="UserId">The uid that it runs as; never 0.</param>
/// <param name="GroupId">The gid that it runs as; never 0.</param>
/// <param name="Command">The command, started without a shell.</param>
[TypeConverter(typeof(ImageLayoutConverter))]
public sealed record ImageLayout(string Root, int UserId, int GroupId, IReadOnlyList<string> Command)
{
    /// <summary>The layout of <c>ghcr.io/actions/actions-runner</c>.</summary>
    public static ImageLayout Official { get; } =
        new("/home/runner", 1001, 1001, ["/home/runner/bin/Runner.Listener", "run"]);

    /// <summary>The layout of <c>myoung34/github-runner</c>, whose entry point (it registers by token, as root) is left out.</summary>
    /// <remarks>Source: https://github.com/myoung34/docker-github-actions-runner/blob/master/Dockerfile.</remarks>
    public static ImageLayout Myoung34 { get; } =
        new("/actions-runner", 1001, 121, ["/actions-runner/bin/Runner.Listener", "run"]);

    /// <summary>The layouts that have a name: <c>official</c> and <c>myoung34</c>.</summary>
    public static IReadOnlyDictionary<string, ImageLayout> Named { get; } =
        new Dictionary<string, ImageLayout>(StringComparer.OrdinalIgnoreCase) { ["official"] = Official, ["myoung34"] = Myoung34 };

    /// <summary>The layout that an image is known to have by its name, else the official one.</summary>
    public static ImageLayout Of(string image) => image.Contains("myoung34/github-runner", StringComparison.OrdinalIgnoreCase) ? Myoung34 : Official;
}
