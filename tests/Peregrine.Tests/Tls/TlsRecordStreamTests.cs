namespace Peregrine;

/// <summary>
/// What arrives under TLS is given record by record, out of room that is rented while something lies there.
/// </summary>
[Collection(nameof(AloneCollection))] // It watches the pools of the whole process.
public sealed class TlsRecordStreamTests : IDisposable
{
    private static readonly byte[] Short = [22, 3, 3, 0, 3, 1, 2, 3];
    private static readonly byte[] Long = [23, 3, 3, 0x41, 0x11, .. Enumerable.Range(0, 0x4111).Select(i => (byte)i)];
    private readonly PoolWatch _watch = new();

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose() => _watch.Dispose();

    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 7)]
    [InlineData(false, 20_000)]
    [InlineData(true, 1)]
    [InlineData(true, 7)]
    [InlineData(true, 20_000)]
    public async Task No_read_reaches_into_the_next_record(bool blocking, int piece)
    {
        byte[] wire = [.. Short, .. Long, .. Short];
        var source = new PieceStream(wire, piece);
        await using var records = new TlsRecordStream(source);
        List<int> ends = [5, Short.Length, Short.Length + 5, Short.Length + Long.Length];
        var (buffer, given) = (new byte[32_768], new List<byte>());
        while (await ReadAsync(records, buffer, blocking) is var count && count > 0)
        {
            Assert.DoesNotContain(ends, end => given.Count < end && given.Count + count > end);
            given.AddRange(buffer[..count]);
            Assert.Equal(source.Position > given.Count, records.HasMore);
        }

        Assert.Equal(wire, given);
        Assert.True(records.HasEnded);
        Assert.False(records.IsInRecord);
    }

    [Fact]
    public async Task Room_goes_back_when_all_of_it_was_given()
    {
        var source = new PieceStream(Short, Short.Length);
        await using var records = new TlsRecordStream(source);
        var buffer = new byte[100];

        Assert.Equal(5, await records.ReadAsync(buffer, Test));
        Assert.True(records.HasMore);
        var room = Assert.Single(source.Rooms);
        var before = _watch.ReturnsOf(room);
        Assert.Equal(3, await records.ReadAsync(buffer, Test));

        Assert.False(records.HasMore);
        Assert.Equal(1, _watch.ReturnsOf(room) - before);
    }

    [Fact]
    public async Task Room_under_a_read_that_fails_never_goes_back()
    {
        var source = new PieceStream(Short, Short.Length) { Failure = new IOException("gone") };
        await using var records = new TlsRecordStream(source);

        var before = 0;
        source.OnRead = room => before = _watch.ReturnsOf(room);
        await Assert.ThrowsAsync<IOException>(() => ReadAsync(records, new byte[100], blocking: false));

        Assert.Equal(0, _watch.ReturnsOf(Assert.Single(source.Rooms)) - before);
    }

    private static async Task<int> ReadAsync(TlsRecordStream records, byte[] buffer, bool blocking) =>
        blocking ? records.Read(buffer.AsSpan()) : await records.ReadAsync(buffer, Test);
}
