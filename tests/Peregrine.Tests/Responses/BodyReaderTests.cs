namespace Peregrine;

/// <summary>A body that is read whole: its limit, its length known or not, and what becomes of the memory.</summary>
public sealed class BodyReaderTests
{
    /// <summary>The limit, and how many bytes come at a time.</summary>
    public static TheoryData<int, int> Limits => new()
    {
        { 0, 1 },
        { 1, 1 },
        { 10, 3 },
        { 4095, 4096 },
        { 4096, 1000 },
        { 4096, 4096 },
        { 4097, 4098 },
        { 65_536, 10_000 },
        { 65_536, 1_000_000 },
        { 1_048_576, 100_000 },
        { 2_500_000, 65_536 },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task A_body_of_exactly_the_limit_is_read(int limit, int piece)
    {
        foreach (var isKnown in new[] { true, false })
        {
            using var source = new PiecesSource(limit, piece, isKnown);
            var buffer = await BodyReader.ReadAsync(source, Answer(), limit);

            Assert.True(BodyBufferTests.Bytes(limit).AsSpan().SequenceEqual(buffer.ToArray()));
            buffer.Return();
        }
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task A_body_of_one_byte_more_is_refused(int limit, int piece)
    {
        foreach (var isKnown in new[] { true, false })
        {
            using var source = new PiecesSource(limit + 1, piece, isKnown);
            var failure = await Assert.ThrowsAsync<ProtocolException>(
                async () => await BodyReader.ReadAsync(source, Answer(), limit));

            Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, failure.HttpRequestError);
            Assert.Contains($"larger than {limit} bytes", failure.Message, StringComparison.Ordinal);
            Assert.Equal(isKnown ? 0 : limit + 1, source.Given);
        }
    }

    /// <summary>How many bytes more than the limit are asked for decides how much a server can make us hold.</summary>
    [Fact]
    public async Task Never_more_than_one_byte_past_the_limit_is_asked_for()
    {
        using var source = new PiecesSource(5000, int.MaxValue, isKnown: false);

        await Assert.ThrowsAsync<ProtocolException>(async () => await BodyReader.ReadAsync(source, Answer(), 100));

        Assert.Equal(101, source.Given);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(100_000)]
    [InlineData(1_048_575)]
    public async Task The_end_of_a_body_of_known_length_is_seen_without_growing(int length)
    {
        using var source = new PiecesSource(length, int.MaxValue, isKnown: true);

        var buffer = await BodyReader.ReadAsync(source, Answer(), long.MaxValue);

        Assert.InRange(source.Reads, 0, 2);
        Assert.Equal(length, buffer.Count);
        buffer.Return();
    }

    /// <summary>A length is a promise of the server's: memory is taken for what has arrived.</summary>
    [Fact]
    public async Task A_length_that_is_promised_takes_no_memory_beyond_a_first_piece()
    {
        using var source = new PiecesSource(10, 10, isKnown: true) { Promised = 1_000_000_000 };
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = BodyReader.ReadAsync(source, Answer(), long.MaxValue);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3 * 1024 * 1024);
        (await read).Return();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failure_of_the_body_is_the_readers(bool isKnown)
    {
        using var source = new PiecesSource(10_000, 1000, isKnown) { FailsAfter = 5000 };

        var failure = await Assert.ThrowsAsync<IOException>(
            async () => await BodyReader.ReadAsync(source, Answer(), long.MaxValue));

        Assert.Equal("broken", failure.Message);
    }

    private static Response Answer() =>
        Response.Create(new Request(HttpMethod.Get, new Uri("http://h.example/x")), 200);

    /// <summary>A body that comes in pieces, and counts how it is read.</summary>
    private sealed class PiecesSource(int count, int piece, bool isKnown) : BodySource
    {
        private readonly byte[] _bytes = BodyBufferTests.Bytes(count);

        internal int Given { get; private set; }

        internal int Reads { get; private set; }

        internal long? Promised { get; init; }

        internal int FailsAfter { get; init; } = int.MaxValue;

        internal override long? Length => isKnown ? (Promised ?? _bytes.Length) - Given : null;

        internal override ValueTask<int> ReadAsync(Memory<byte> buffer)
        {
            Reads++;
            if (Given >= FailsAfter)
            {
                throw new IOException("broken");
            }

            var read = Math.Min(Math.Min(piece, buffer.Length), _bytes.Length - Given);
            _bytes.AsMemory(Given, read).CopyTo(buffer);
            Given += read;
            return new(read);
        }

        public override void Dispose()
        {
        }
    }
}
