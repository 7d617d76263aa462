namespace GitHubSimulator;

/// <summary>Living traffic for the demo: some history first, then runs at random times.</summary>
public sealed class TrafficGenerator(SimulatedWorld world, TimeProvider timeProvider, TrafficOptions options)
{
    private readonly Random _chance = new(options.Seed);

    /// <summary>Adds the repositories, and completed and failed runs of the last day.</summary>
    public void SeedHistory()
    {
        var now = timeProvider.GetUtcNow();
        foreach (var repository in options.Repositories)
        {
            world.AddRepository(repository, pushedAt: now.AddDays(-1));
        }
        for (var index = options.History; index > 0; index--)
        {
            var plan = TrafficScript.Next(_chance, options);
            var created = now - (TimeSpan.FromHours(23) * ((double)index / options.History));
            var longest = plan.Jobs.Max(job => job.Duration);
            world.AddCompletedRun(
                plan.Repository, plan.WorkflowName, plan.WorkflowPath, plan.Conclusion, created, created + longest, plan.Jobs);
        }
    }

    /// <summary>Queues one run now.</summary>
    public SimulatedRun QueueNext()
    {
        var plan = TrafficScript.Next(_chance, options);
        return world.QueueRun(plan.Repository, plan.WorkflowName, plan.WorkflowPath, plan.Jobs);
    }

    /// <summary>Queues runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            QueueNext();
            try
            {
                await Task.Delay(TrafficScript.Pause(_chance, options.MeanInterval), timeProvider, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Told to stop, which is how this ends.
                return;
            }
        }
    }
}
