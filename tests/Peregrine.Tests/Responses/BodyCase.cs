using System.Text;

namespace Peregrine;

/// <summary>A body of "text" in one of its states, with its response and the wire that it came on.</summary>
internal sealed class BodyCase
{
    internal static readonly BodySettings Settings =
        HttpSessionOptions.SettingsOf(new HttpSessionOptions { Environment = EnvironmentOptions.None }, null);

    internal ResponseBody Body; // A field, because a property would give a copy.

    internal BodyCase(string state, string coding = "")
    {
        State = Enum.Parse<ResponseBodyState>(state);
        coding = State == ResponseBodyState.CodedRedirect ? "gzip" : coding;
        Wire = new FakeWire(Coded(coding, "text"));
        Body = new ResponseBody(Wire);
        var headers = coding.Length == 0 ? Headers.Empty : Headers.Empty.With("Content-Encoding", coding);
        Response = Response.Create(new Request(HttpMethod.Get, new Uri("http://h.test/x")), 200, headers);
        switch (State)
        {
            case ResponseBodyState.OnWire:
                break;
            case ResponseBodyState.Streamed:
                Stream();
                break;
            case ResponseBodyState.GivenUp:
                Stream();
                Body.GiveUp();
                break;
            case ResponseBodyState.Pooled:
                Read();
                break;
            case ResponseBodyState.InMemory:
                Read();
                Body.Keep();
                break;
            case ResponseBodyState.CodedRedirect:
                Read();
                Body.KeepCoded(Settings);
                break;
            default:
                Body.Take().Dispose();
                Body.Fail(SizeLimit.Small.Exceeded(Response.Request));
                break;
        }
    }

    /// <summary>The state that was asked for.</summary>
    internal ResponseBodyState State { get; }

    internal Response Response { get; }

    internal FakeWire Wire { get; }

    internal static byte[] Coded(string coding, string text) =>
        coding.Length == 0 ? Encoding.UTF8.GetBytes(text) : Peregrine.Coded.In(coding, Encoding.UTF8.GetBytes(text));

    private void Stream()
    {
        var call = new CallContext(Timeouts.Default, TimeProvider.System, isBlocking: true, CancellationToken.None);
        Body.Leave(new StreamedBody(Response, Body.Take(), Settings, call));
    }

    private void Read()
    {
        using var source = Body.Take();
        var buffer = Blocking.Result(BodyReader.ReadAsync(source, Response, SizeLimit.None));
        Body.Arrive(buffer, source.Received);
    }

    /// <summary>A wire that gives these bytes at once.</summary>
    internal sealed class FakeWire(byte[] bytes) : BodySource
    {
        internal bool IsClosed { get; private set; }

        internal bool IsKnown { get; init; } = true;

        internal override long? Length => IsKnown ? bytes.Length - Received : null;

        internal override ValueTask<int> ReadAsync(Memory<byte> buffer)
        {
            var count = (int)Math.Min(buffer.Length, bytes.Length - Received);
            bytes.AsMemory((int)Received, count).CopyTo(buffer);
            Received += count;
            return new(count);
        }

        public override void Dispose() => IsClosed = true;
    }
}
