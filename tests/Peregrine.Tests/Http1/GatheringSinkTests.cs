using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Peregrine;

/// <summary>What leaves, and when, of a body that is written in pieces.</summary>
public sealed class GatheringSinkTests
{
    private const int Size = PieceBuffer.Size;
    private const string Head = "POST / HTTP/1.1\r\n\r\n";

    private static readonly int[][] Pieces =
    [
        [], [0], [1], [0, 0, 1], [100, 100, 100],
        [Size - 1], [Size], [Size + 1], [Size, Size], [Size + 1, Size + 1], [1, Size], [1, Size + 1, 1],
        [Size - 20, 1, 1, 1], [Size - 19, 19], [Size - 18, 18], [Size - 17], [Size / 2, Size / 2, Size / 2],
        [15, 1, 240, 4080, 4096],
        [65_535], [65_536, 65_536, 1], [1, 65_536, 65_537, 65_536], [70_000], [70_000, 1, 70_000],
        [3 * Size, Size - 40, 40, 1],
    ];

    public static TheoryData<int, bool, bool> Cases
    {
        get
        {
            var rows = new TheoryData<int, bool, bool>();
            for (var i = 0; i < Pieces.Length; i++)
            {
                rows.Add(i, false, false);
                rows.Add(i, true, false);
                rows.Add(i, false, true);
                rows.Add(i, true, true);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_leaves_is_the_head_and_the_body(int row, bool isChunked, bool isFlushed)
    {
        var sink = new Sink(null, isChunked, Head);
        var body = await WriteAsync(sink, Pieces[row], isFlushed);

        var sent = sink.Sent.SelectMany(one => one).ToArray();
        Assert.Equal(Head, Encoding.ASCII.GetString(sent, 0, Head.Length));
        Assert.Equal(body, isChunked ? Decoded(sent.AsSpan(Head.Length)) : sent[Head.Length..]);
        Assert.Equal([.. Enumerable.Repeat(false, sink.Sent.Count - 1), true], sink.AreLast);
    }

    [Theory]
    [InlineData(false, Head)]
    [InlineData(true, Head + "2710\r\n")]
    public async Task A_hundred_small_pieces_are_one_write_and_one_chunk(bool isChunked, string before)
    {
        var sink = new Sink(null, isChunked, Head);

        await WriteAsync(sink, [.. Enumerable.Repeat(100, 100)], isFlushed: false);

        Assert.StartsWith(before, Encoding.Latin1.GetString(Assert.Single(sink.Sent)), StringComparison.Ordinal);
    }

    /// <summary>Pieces of so many bytes, and how many writes they take.</summary>
    [Theory]
    [InlineData(1000, 100, false, 7)]
    [InlineData(1000, 100, true, 7)]
    [InlineData(9000, 10, false, 10)]
    [InlineData(65_536, 4, false, 5)] // The head, and each piece.
    [InlineData(65_536, 4, true, 4)] // Each piece with what is around it; the end leaves with the last.
    [InlineData(65_537, 4, true, 9)] // What is around it, and each piece.
    public async Task Pieces_take_few_writes(int size, int count, bool isChunked, int writes)
    {
        var sink = new Sink(null, isChunked, Head);

        await WriteAsync(sink, [.. Enumerable.Repeat(size, count)], isFlushed: false);

        Assert.Equal(writes, sink.Sent.Count(one => one.Length > 0));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_large_piece_goes_through_without_a_copy(bool isChunked)
    {
        var sink = new Sink(null, isChunked, Head);
        var large = new byte[isChunked ? PieceBuffer.LargestChunk + 1 : Size + 1];

        await sink.WriteAsync(new byte[10]);
        await sink.WriteAsync(large);
        await sink.EndAsync();

        Assert.Single(sink.Memories, one => MemoryMarshal.TryGetArray(one, out var part) && part.Array == large);
    }

    [Fact]
    public async Task Nothing_leaves_twice_and_nothing_when_there_is_nothing()
    {
        var sink = new Sink(null, isChunked: true, Head);

        await sink.FlushAsync();
        await sink.FlushAsync();
        await sink.WriteAsync("ab"u8.ToArray());
        await sink.FlushAsync();
        await sink.FlushAsync();
        await sink.EndAsync();

        Assert.Equal(
            [Head, "2\r\nab\r\n", "0\r\n\r\n"], sink.Sent.Select(Encoding.ASCII.GetString));
    }

    /// <summary>A large head makes room for itself, and none for a piece that comes after it.</summary>
    [Theory]
    [InlineData(9_000, 16_400)]
    [InlineData(9_000, Size)]
    [InlineData(12_000, 18_000)]
    [InlineData(30_000, 20_000)]
    [InlineData(30_000, 38_000)]
    [InlineData(60_000, 64 * 1024)]
    public async Task No_piece_is_lost_behind_a_large_head(int headSize, int size)
    {
        foreach (var isChunked in new[] { false, true })
        {
            var head = new string('h', headSize);
            var sink = new Sink(null, isChunked, head);
            var body = await WriteAsync(sink, [size, 10, size], isFlushed: false);

            var sent = sink.Sent.SelectMany(one => one).ToArray();
            Assert.Equal(head, Encoding.ASCII.GetString(sent, 0, headSize));
            Assert.Equal(body, isChunked ? Decoded(sent.AsSpan(headSize)) : sent[headSize..]);
        }
    }

    [Fact]
    public async Task A_head_that_is_larger_than_the_room_leaves_with_the_first_pieces()
    {
        var head = new string('h', 3 * Size);
        var sink = new Sink(null, isChunked: true, head);

        await sink.WriteAsync("ab"u8.ToArray());
        await sink.EndAsync();

        Assert.Equal([$"{head}2\r\nab\r\n0\r\n\r\n"], sink.Sent.Select(Encoding.ASCII.GetString));
    }

    [Fact]
    public async Task A_body_that_breaks_its_word_is_found_before_the_last_of_it_leaves()
    {
        var longer = new Sink(5, isChunked: false, Head);
        await longer.WriteAsync(new byte[5]);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await longer.WriteAsync(new byte[1]));
        Assert.Empty(longer.Sent);

        var shorter = new Sink(5, isChunked: false, Head);
        await shorter.WriteAsync(new byte[4]);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await shorter.EndAsync());
        Assert.Empty(shorter.Sent);
    }

    /// <summary>A stream of the caller's may go on reading what it was given after it failed.</summary>
    [Fact]
    public async Task The_room_of_a_write_that_failed_is_never_given_back()
    {
        var sink = new Sink(null, isChunked: false, Head) { Failure = new IOException("broken") };
        await sink.WriteAsync(new byte[10]);

        await Assert.ThrowsAsync<IOException>(async () => await sink.EndAsync());

        Assert.True(MemoryMarshal.TryGetArray(sink.Memories[0], out var part));
        var rented = Enumerable.Range(0, 100).Select(_ => System.Buffers.ArrayPool<byte>.Shared.Rent(Size)).ToList();
        Assert.DoesNotContain(part.Array, rented);
        rented.ForEach(one => System.Buffers.ArrayPool<byte>.Shared.Return(one));
    }

    [Fact]
    public void Room_is_given_back_once()
    {
        var buffer = new PieceBuffer(isChunked: false);
        buffer.TryAdd(new byte[1]);
        Assert.True(MemoryMarshal.TryGetArray(buffer.Take(), out var part));

        buffer.Return();
        buffer.Return();

        var rented = Enumerable.Range(0, 100).Select(_ => System.Buffers.ArrayPool<byte>.Shared.Rent(Size)).ToList();
        Assert.InRange(rented.Count(one => one == part.Array), 0, 1);
        rented.ForEach(one => System.Buffers.ArrayPool<byte>.Shared.Return(one));
    }

    private static async Task<byte[]> WriteAsync(Sink sink, int[] sizes, bool isFlushed)
    {
        var body = new byte[sizes.Sum()];
        new Random(sizes.Length).NextBytes(body);
        var at = 0;
        foreach (var size in sizes)
        {
            var piece = body[at..(at += size)];
            await sink.WriteAsync(piece);
            if (isFlushed)
            {
                await sink.FlushAsync();
            }

            Array.Clear(piece); // It is the writer's again.
        }

        await sink.EndAsync();
        return body;
    }

    private static byte[] Decoded(ReadOnlySpan<byte> chunks)
    {
        var body = new List<byte>();
        while (true)
        {
            var line = chunks.IndexOf("\r\n"u8);
            var digits = Encoding.ASCII.GetString(chunks[..line]);
            Assert.Matches("^([1-9a-f][0-9a-f]*|0)$", digits);
            var size = int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            body.AddRange(chunks.Slice(line + 2, size));
            Assert.True(chunks[(line + 2 + size)..].StartsWith("\r\n"u8));
            chunks = chunks[(line + 2 + size + 2)..];
            if (size == 0)
            {
                Assert.True(chunks.IsEmpty);
                return [.. body];
            }
        }
    }

    private sealed class Sink : GatheringSink
    {
        internal Sink(long? length, bool isChunked, string head)
            : base(length, isChunked) => Gathered.AddHead(Encoding.ASCII.GetBytes(head));

        internal Exception? Failure { get; init; }

        internal List<ReadOnlyMemory<byte>> Memories { get; } = [];

        internal List<byte[]> Sent { get; } = [];

        internal List<bool> AreLast { get; } = [];

        protected override void ThrowIfOver()
        {
        }

        protected override ValueTask SendAsync(ReadOnlyMemory<byte> bytes, bool isLast = false)
        {
            Memories.Add(bytes);
            Sent.Add(bytes.ToArray());
            AreLast.Add(isLast);
            return Failure is null ? default : ValueTask.FromException(Failure);
        }
    }
}
