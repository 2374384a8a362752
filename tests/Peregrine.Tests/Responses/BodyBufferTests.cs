namespace Peregrine;

/// <summary>The memory that a body is read into: how it grows, and what it costs and gives back.</summary>
public sealed class BodyBufferTests
{
    private const int KiB = 1024;
    private static readonly long Most = Array.MaxLength; // What a reader asks for where no limit is set.

    /// <summary>The room at first, how many bytes come at a time, and how many in all.</summary>
    public static TheoryData<int, int, int> Growths => new()
    {
        { 1, 1, 1 },
        { 1, 1, 100 },
        { 4097, 1, 5000 },
        { 4097, 4096, 4096 },
        { 4097, 4097, 4097 },
        { 4097, 4098, 4098 },
        { 4097, 1000, 64 * KiB },
        { 4097, 65_537, 64 * KiB },
        { 4097, 65_537, (64 * KiB) + 1 },
        { 4097, 10_000, 128 * KiB },
        { 4097, 10_000, (128 * KiB) + 1 },
        { 4097, 100_000, 3_000_000 },
        { 1, 7777, 3_000_000 },
        { 1_048_576, 1_048_576, 1_048_576 },
        { 1_048_576, 1_048_577, 1_048_577 },
        { 1_048_576, 300_000, 5_000_000 },
    };

    /// <summary>Room that is asked for, with how many bytes are wanted at most.</summary>
    public static TheoryData<int, long> Rooms => new()
    {
        { 1, 1 },
        { 16, 1 },
        { 16, 5 },
        { 16, 16 },
        { 4097, 4096 },
        { 4097, Most },
        { 1_048_576, 1 },
    };

    [Theory]
    [MemberData(nameof(Growths))]
    public void What_is_read_is_there_in_one_piece_however_it_grew(int capacity, int piece, int count)
    {
        var bytes = Bytes(count);
        var buffer = Filled(bytes, capacity, piece);

        Assert.Equal(count, buffer.Count);
        Assert.True(bytes.AsSpan().SequenceEqual(buffer.ToArray()));
        Assert.True(bytes.AsSpan().SequenceEqual(buffer.Written()));
        Assert.Equal(count, buffer.Count);
        Assert.True(bytes.AsSpan().SequenceEqual(buffer.Written())); // The one piece stays.
        Assert.True(bytes.AsSpan().SequenceEqual(buffer.ToArray()));
        buffer.Return();
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Room_is_for_a_byte_at_least_and_never_for_more_than_are_wanted(int capacity, long atMost)
    {
        var buffer = new BodyBuffer(capacity);
        for (var round = 0; round < 50; round++)
        {
            var room = buffer.Free(atMost).Length;
            Assert.InRange(room, 1, atMost);
            buffer.Advance(Math.Min(room, 1000));
        }

        buffer.Return();
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(64 * KiB)]
    [InlineData(1_000_000)]
    [InlineData(20_000_000)]
    [InlineData(70_000_000)]
    public void It_takes_no_more_than_twice_what_arrives_and_a_piece_beside(int count)
    {
        var buffer = new BodyBuffer(4097);
        var room = 0L;
        while (buffer.Count < count)
        {
            var free = buffer.Free(Most).Length;
            room = Math.Max(room, buffer.Count + (long)free);
            buffer.Advance(Math.Min(free, count - buffer.Count));
        }

        Assert.InRange(room, count, (2L * count) + (16 * KiB));
        Assert.InRange(room, count, count + (16L * KiB * KiB));
        buffer.Return();
    }

    /// <summary>How many bytes were promised, and how many came.</summary>
    [Theory]
    [InlineData(3_000_000, 3_000_000)]
    [InlineData(3_000_000, 2_999_999)]
    [InlineData(3_000_000, 3_000_001)]
    [InlineData(3_000_000, 9_000_000)]
    [InlineData(3_000_000, 1_000_000)]
    [InlineData(1_048_577, 1_048_577)]
    [InlineData(1_048_576, 1_048_576)]
    public void What_came_is_there_whatever_was_promised(int promised, int count)
    {
        var bytes = Bytes(count);
        var buffer = new BodyBuffer(KiB * KiB, promised);
        Fill(buffer, bytes, 100_000);
        Assert.NotEqual(0, buffer.Free(Most).Length); // The reader asks for more, and learns that nothing comes.

        Assert.Equal(count, buffer.Count);
        Assert.True(bytes.AsSpan().SequenceEqual(buffer.Written()));
        var array = buffer.ToArray();
        buffer.Return();
        Fill(new BodyBuffer(KiB * KiB, promised), new byte[count], 100_000);
        Assert.True(bytes.AsSpan().SequenceEqual(array)); // It is the caller's own.
    }

    /// <summary>A header alone takes no memory.</summary>
    [Fact]
    public void A_promise_is_believed_when_the_first_piece_has_come()
    {
        var buffer = new BodyBuffer(KiB * KiB, 200_000_000);
        Assert.Equal(KiB * KiB, buffer.Free(Most).Length);
        buffer.Advance((KiB * KiB) - 1);
        Assert.Equal(1, buffer.Free(Most).Length);
        buffer.Advance(1);
        Assert.Equal(200_000_000 - (KiB * KiB), buffer.Free(Most).Length);
        buffer.Return();
    }

    /// <summary>The array is what was read into: nothing is copied at the end.</summary>
    [Fact]
    public void A_body_that_keeps_its_promise_costs_its_length()
    {
        var bytes = Bytes(5_000_000);
        var least = Enumerable.Range(0, 10).Min(_ => CostOf(bytes));

        Assert.InRange(least, bytes.Length, bytes.Length + 1000);

        static long CostOf(byte[] bytes)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var buffer = new BodyBuffer(KiB * KiB, bytes.Length);
            Fill(buffer, bytes, 100_000);
            _ = buffer.Free(Most);
            _ = buffer.ToArray();
            buffer.Return();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void What_was_written_after_the_one_piece_was_looked_at_is_there_too()
    {
        var bytes = Bytes(500_000);
        var buffer = Filled(bytes[..300_000], 4097, 10_000);
        _ = buffer.Written();

        Fill(buffer, bytes.AsSpan(300_000), 10_000);

        Assert.True(bytes.AsSpan().SequenceEqual(buffer.Written()));
        buffer.Return();
    }

    [Fact]
    public void One_without_room_holds_nothing_and_may_be_given_back_ever_so_often()
    {
        var none = new BodyBuffer(0);
        none.Return();
        none.Return();

        Assert.Equal(0, none.Count);
        Assert.Empty(none.ToArray());
        Assert.True(none.Written().IsEmpty);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(100_000)]
    [InlineData(3_000_000)]
    public void What_is_given_back_is_gone_and_is_given_back_once(int count)
    {
        var buffer = Filled(Bytes(count), 4097, 10_000);

        buffer.Return();
        buffer.Return(); // Twice to the pool would be two owners of one piece.

        Assert.Equal(0, buffer.Count);
        Assert.Empty(buffer.ToArray());
        Assert.True(buffer.Written().IsEmpty);
        var (one, other) = (new BodyBuffer(4097), new BodyBuffer(4097));
        Fill(one, Bytes(count), 10_000);
        Fill(other, new byte[count], 10_000);
        Assert.True(Bytes(count).AsSpan().SequenceEqual(one.Written()));
        one.Return();
        other.Return();
    }

    /// <summary>A body is read over and over, in memory that the first one took.</summary>
    [Theory]
    [InlineData(4000)]
    [InlineData(50_000)]
    [InlineData(400_000)]
    [InlineData(3_000_000)]
    public void Pooled_memory_is_used_again(int count)
    {
        var bytes = Bytes(count);
        var least = Enumerable.Range(0, 10).Min(_ => CostOf(bytes)); // The platform may empty its pool in between.

        Assert.InRange(least, 0, 1000); // The buffer and its list of pieces.

        static long CostOf(byte[] bytes)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Read(bytes);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        static void Read(byte[] bytes)
        {
            var buffer = Filled(bytes, 4097, 10_000);
            _ = buffer.Written();
            buffer.Return();
        }
    }

    [Fact]
    public void An_array_that_was_made_of_it_is_the_callers_own()
    {
        var bytes = Bytes(100_000);
        var buffer = Filled(bytes, 4097, 10_000);
        var copy = buffer.ToArray();
        buffer.Return();
        Fill(new BodyBuffer(4097), new byte[100_000], 10_000);

        Assert.True(bytes.AsSpan().SequenceEqual(copy));
    }

    internal static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

    private static BodyBuffer Filled(byte[] bytes, int capacity, int piece)
    {
        var buffer = new BodyBuffer(capacity);
        Fill(buffer, bytes, piece);
        return buffer;
    }

    private static void Fill(BodyBuffer buffer, ReadOnlySpan<byte> bytes, int piece)
    {
        while (!bytes.IsEmpty)
        {
            var room = buffer.Free(Most).Span;
            var count = Math.Min(Math.Min(room.Length, piece), bytes.Length);
            bytes[..count].CopyTo(room);
            buffer.Advance(count);
            bytes = bytes[count..];
        }
    }
}
