namespace Peregrine;

/// <summary>
/// A session over a server without a network, on a clock of the test: it notes each send and its moment. No timer runs
/// but those of the rate.
/// </summary>
internal sealed class RateRig<TTime>(Func<SentRequest, HttpResponseMessage>? answer = null) : IDisposable
    where TTime : TimeProvider, new()
{
    private readonly Handler _server = new(answer ?? (_ => FakeServer.Reply(200)));

    internal TTime Time => _server.Time;

    /// <summary>The path of each send and the seconds at which it went.</summary>
    internal List<(string Path, double At)> Sent => _server.Sent;

    internal IEnumerable<double> Moments => Sent.Select(one => one.At);

    internal HttpSession Session(RateLimit? limit, HttpSessionOptions? others = null)
    {
        var options = others ?? new();
        options.BaseUrl ??= "http://h.example";
        options.Timeout ??= Timeouts.None;
        options.RateLimit ??= limit;
        options.Transport = _server;
        options.TimeProvider = Time;
        return new HttpSession(options);
    }

    /// <summary>Waits until so many sends have gone.</summary>
    internal Task UntilAsync(int count) => _server.UntilAsync(count);

    public void Dispose() => _server.Dispose();

    private sealed class Handler(Func<SentRequest, HttpResponseMessage> answer) : HttpMessageHandler
    {
        private readonly Lock _gate = new();
        private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal TTime Time { get; } = new();

        internal List<(string Path, double At)> Sent { get; } = [];

        internal async Task UntilAsync(int count)
        {
            while (true)
            {
                Task more;
                lock (_gate)
                {
                    if (Sent.Count >= count)
                    {
                        return;
                    }

                    more = _more.Task;
                }

                await more.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            }
        }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var headers = request.Headers.NonValidated
                .SelectMany(field => field.Value.Select(value => new Header(field.Key, value)));
            var sent = new SentRequest(
                request.Method.Method, request.RequestUri!.AbsoluteUri, new Headers([.. headers]), "");
            lock (_gate)
            {
                Sent.Add((request.RequestUri.AbsolutePath, Math.Round(Seconds(Time), 6)));
                _more.TrySetResult();
                _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return Task.FromResult(answer(sent));
        }
    }

    private static double Seconds(TTime time) => time.GetElapsedTime(0, time.GetTimestamp()).TotalSeconds;
}
