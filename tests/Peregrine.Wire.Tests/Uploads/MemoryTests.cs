using System.Globalization;

namespace Peregrine;

/// <summary>What a call takes of memory; nothing else runs meanwhile.</summary>
[Collection(nameof(Alone))]
public sealed class MemoryTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_form_with_a_large_file_promises_exactly_what_it_sends(bool blocking)
    {
        const int Size = 64 * 1024 * 1024;
        var path = Path.GetTempFileName();
        try
        {
            await using (var sparse = File.OpenWrite(path))
            {
                sparse.SetLength(Size);
            }

            await using var server = new RawServer(async connection =>
            {
                var head = await connection.ReadHeadAsync();
                var received = await connection.SkipAsync(
                    long.Parse(head!.Field("Content-Length")!, CultureInfo.InvariantCulture));
                connection.Note(received.ToString(CultureInfo.InvariantCulture));
                await connection.SendAsync(Scripts.Ok);
                await Scripts.Answer()(connection);
            });
            using var session = Sessions.For(server);
            var before = GC.GetTotalAllocatedBytes();

            await session.SendAsync(
                blocking,
                HttpMethod.Post,
                "/",
                new() { Form = { ["a"] = "\u00e9" }, Files = { ["f"] = Upload.File(path) } },
                Test);
            await session.GetAsync(blocking, "/next", Test);

            var request = server.Requests[0];
            Assert.Equal(request.Field("Content-Length"), await server.Notes.NextAsync());
            Assert.InRange(
                long.Parse(request.Field("Content-Length")!, CultureInfo.InvariantCulture), Size + 200, Size + 1000);
            Assert.Equal([1, 1], server.Requests.Select(one => one.Connection));
            Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, Size);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_promise_takes_no_memory_before_bytes_come()
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);

        await Judged.FailureAsync(
            Scripts.AnswerAndClose("HTTP/1.1 200 OK\r\nContent-Length: 2000000000\r\n\r\nhello"),
            options: new() { MaxResponseBytes = long.MaxValue });

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 50_000_000);
    }
}
