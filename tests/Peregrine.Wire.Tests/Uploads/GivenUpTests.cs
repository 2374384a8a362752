using System.Buffers;
using System.Runtime.InteropServices;

namespace Peregrine;

/// <summary>
/// A call that is given up while a piece is on its way: a stream of the caller's around the socket may still read that
/// piece, so that its memory is no other call's.
/// </summary>
public sealed class GivenUpTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<string> Bodies => ["chunks", "stream", "form", "bytes", "large chunks"];

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task The_memory_of_a_write_that_was_given_up_is_not_rented_again(string body)
    {
        await using var server = new RawServer(Scripts.Stall);
        var wire = new TaskCompletionSource<HeldStream>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Test);
        using var session = new HttpSession(new()
        {
            BaseUrl = server.Root,
            Timeout = Timeouts.None,
            Filter = inner =>
            {
                var held = new HeldStream(inner);
                wire.SetResult(held);
                return held;
            },
        });

        var call = session.PostAsync("/", new() { Body = Of(body) }, stop.Token);
        var held = await wire.Task;
        var written = await held.Written;
        await stop.CancelAsync();
        held.Fail();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        Assert.True(MemoryMarshal.TryGetArray(written, out var part));
        Assert.DoesNotContain(part.Array, Rented(part.Array!.Length));
    }

    private static Body Of(string name) => name switch
    {
        "chunks" => Body.Chunks(ChunksAsync(100)),
        "large chunks" => Body.Chunks(ChunksAsync(100_000)),
        "stream" => Body.Stream(Pipe.Of(new byte[100_000])),
        "form" => new MultipartBody(
            null, new FormFiles { ["f"] = Upload.Stream(new MemoryStream(new byte[30_000])) }, "b"),
        _ => Body.Bytes(new byte[30_000]),
    };

    private static async IAsyncEnumerable<byte[]> ChunksAsync(int size)
    {
        await Task.CompletedTask;
        yield return new byte[size];
        yield return new byte[size];
    }

    private static List<byte[]> Rented(int size)
    {
        var rented = Enumerable.Range(0, 100).Select(_ => ArrayPool<byte>.Shared.Rent(size)).ToList();
        rented.ForEach(one => ArrayPool<byte>.Shared.Return(one));
        return rented;
    }

    /// <summary>Holds up the first write until it is told to fail.</summary>
    private sealed class HeldStream(Stream inner) : ReadWriteStream(inner)
    {
        private readonly TaskCompletionSource<ReadOnlyMemory<byte>> _written = new();
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task<ReadOnlyMemory<byte>> Written => _written.Task;

        public override int Read(Span<byte> buffer) => Inner.Read(buffer);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Inner.ReadAsync(buffer, cancellationToken);

        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _written.SetResult(buffer);
            return new ValueTask(_end.Task);
        }

        internal void Fail() => _end.SetException(new IOException("given up"));
    }
}
