namespace GitHubSimulator;

/// <summary>A set with its jobs and its queue. Guarded by the lock of <see cref="SimulatedScaleSets"/>.</summary>
internal sealed class ScaleSetState(SimulatedScaleSet set)
{
    /// <summary>GitHub's own limit.</summary>
    private const int EntriesInAMessage = 50;

    private readonly List<string> _entries = [];
    private readonly List<QueuedMessage> _messages = [];
    private long _lastMessage;

    public SimulatedScaleSet Set { get; set; } = set;

    public Dictionary<long, TrackedJob> Jobs { get; } = [];

    /// <summary>Jobs that take a place of the capacity.</summary>
    public int Open => Jobs.Values.Count(job => job.Phase is JobPhase.Available or JobPhase.Assigned or JobPhase.Started);

    public SimulatedScaleSet Snapshot => Set with { Unacknowledged = [.. _messages.Select(message => message.Id)] };

    public void Add(string entry) => _entries.Add(entry);

    /// <summary>What was added becomes messages of its own; with nothing, one without entries.</summary>
    public void Flush(bool evenEmpty = false)
    {
        foreach (var chunk in _entries.Chunk(EntriesInAMessage).DefaultIfEmpty([]).Where(chunk => evenEmpty || chunk.Length > 0))
        {
            _messages.Add(new QueuedMessage(++_lastMessage, chunk));
        }
        _entries.Clear();
    }

    /// <summary>The first message after that one which is not acknowledged, or one that comes again; null: there is none.</summary>
    public QueuedMessage? Next(long lastMessageId)
    {
        Flush();
        return _messages.Find(message => message.Again || message.Id > lastMessageId);
    }

    /// <param name="again">Whether it comes once more, as an answer that was lost makes it.</param>
    public bool Acknowledge(long messageId, bool again)
    {
        var at = _messages.FindIndex(message => message.Id == messageId);
        if (at < 0)
        {
            return false;
        }
        var message = _messages[at];
        _messages.RemoveAt(at);
        if (again)
        {
            _messages.Insert(at, message with { Again = true });
        }
        return true;
    }
}
