namespace Mcp.Tools.Runners;

/// <summary>A value that must not reach a log, an argument list, the ledger or a tool result. <see cref="ToString"/> is redacted.</summary>
public sealed class Secret
{
    private readonly string _value;

    /// <summary>Wraps the value.</summary>
    public Secret(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        _value = value;
    }

    /// <summary>The value itself, for the one call that needs it.</summary>
    public string Reveal() => _value;

    /// <summary>Always the same word.</summary>
    public override string ToString() => "(redacted)";
}
