using System.Net.Http.Headers;
using System.Text;
using System.Threading.Channels;

namespace GitHubSimulator;

/// <summary>Delivers, one after the other, to the loopback only: the simulator must not call out.</summary>
internal sealed class WebhookSender(HookBoard board, DeliveryFaults faults, TimeProvider time) : IAsyncDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10) };
    private readonly Channel<SimulatedDelivery> _due = Channel.CreateUnbounded<SimulatedDelivery>();
    private readonly CancellationTokenSource _ending = new();
    private readonly List<SimulatedDelivery> _held = [];
    private readonly PendingCount _pending = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Completes when nothing is left to be delivered; what is held back or late counts as left.</summary>
    public Task IdleAsync(CancellationToken cancellationToken) => _pending.NoneAsync(cancellationToken);

    public void Start() => _running = RunAsync();

    public void Enqueue(SimulatedDelivery delivery)
    {
        _pending.Add();
        _due.Writer.TryWrite(delivery);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _due.Writer.Complete();
        await _running;
        _client.Dispose();
        _ending.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await foreach (var delivery in _due.Reader.ReadAllAsync(_ending.Token))
            {
                await MeetFaultAsync(delivery, delivery.Redelivery ? DeliveryFault.None : faults.Take());
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The simulator ends; what is not delivered is lost, as on a real day.
            return;
        }
    }

    private async Task MeetFaultAsync(SimulatedDelivery delivery, DeliveryFault fault)
    {
        if (fault.HeldUntil > 0)
        {
            _held.Add(delivery);
            if (fault.HeldUntil == 1)
            {
                foreach (var held in Enumerable.Reverse(_held))
                {
                    await AttemptAsync(held, times: 1);
                }
                _held.Clear();
            }
        }
        else if (fault.By > TimeSpan.Zero)
        {
            _ = DelayAsync(delivery, fault.By);
        }
        else
        {
            await AttemptAsync(delivery, fault.Times);
        }
    }

    private async Task DelayAsync(SimulatedDelivery delivery, TimeSpan by)
    {
        try
        {
            await Task.Delay(by, time, _ending.Token);
            await AttemptAsync(delivery, times: 1);
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // As above.
            return;
        }
    }

    private async Task AttemptAsync(SimulatedDelivery delivery, int times)
    {
        delivery = board.Begin(delivery);
        var status = 0;
        var hook = board.Hooks.FirstOrDefault(hook => hook.Id == delivery.HookId);
        for (var sent = 0; hook is not null && sent < times; sent++)
        {
            status = await PostAsync(hook, delivery);
        }
        board.End(delivery with { StatusCode = status });
        _pending.Remove();
    }

    private async Task<int> PostAsync(SimulatedHook hook, SimulatedDelivery delivery)
    {
        if (!hook.Url.IsLoopback)
        {
            return 0;
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, hook.Url) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(delivery.Payload)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(hook.ContentType == "json" ? "application/json" : "application/x-www-form-urlencoded");
        foreach (var (name, value) in DeliveryHeaders.Of(hook, delivery))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        try
        {
            using var response = await _client.SendAsync(request, _ending.Token);
            return (int)response.StatusCode;
        }
        catch (Exception ex) when (ex is HttpRequestException || (ex is OperationCanceledException && !_ending.IsCancellationRequested))
        {
            // Nobody listens, or nobody answers in time.
            return 0;
        }
    }
}
