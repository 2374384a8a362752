using System.Text;

namespace Peregrine;

/// <summary>Where the room of a read buffer comes from and goes to.</summary>
[Collection(nameof(AloneCollection))] // It watches the pools of the whole process.
public sealed class ReadBufferTests : IDisposable
{
    private readonly PoolWatch _watch = new();

    public void Dispose() => _watch.Dispose();

    [Fact]
    public void Room_goes_back_once_and_is_rented_anew_at_the_next_use()
    {
        var buffer = new ReadBuffer();
        for (var i = 0; i < 3; i++)
        {
            var room = Receive(buffer, "hello");
            var before = _watch.ReturnsOf(room);
            Assert.Equal("hello", Encoding.ASCII.GetString(buffer.Span));

            buffer.GiveBack();
            buffer.GiveBack();

            Assert.Equal(1, _watch.ReturnsOf(room) - before);
            Assert.Equal(0, buffer.Count);
        }
    }

    [Fact]
    public void Room_under_a_read_never_goes_back()
    {
        var buffer = new ReadBuffer();
        Receive(buffer, "hello");
        var room = PoolWatch.ArrayOf(buffer.Free(1));
        var before = _watch.ReturnsOf(room);

        buffer.GiveBack();

        Assert.Equal(0, _watch.ReturnsOf(room) - before);
        Assert.NotSame(room, Receive(buffer, "more"));
        Assert.Equal("more", Encoding.ASCII.GetString(buffer.Span));
    }

    [Fact]
    public void Room_that_became_too_small_goes_back_unless_it_is_under_a_read()
    {
        var buffer = new ReadBuffer();
        var small = Receive(buffer, "hello");
        var before = _watch.ReturnsOf(small);
        var larger = PoolWatch.ArrayOf(buffer.Free(small.Length));

        Assert.Equal(1, _watch.ReturnsOf(small) - before);
        before = _watch.ReturnsOf(larger);
        Assert.NotSame(larger, PoolWatch.ArrayOf(buffer.Free(larger.Length)));

        Assert.Equal(0, _watch.ReturnsOf(larger) - before);
        Assert.Equal("hello", Encoding.ASCII.GetString(buffer.Span));
    }

    [Fact]
    public void What_is_there_moves_to_the_front_before_the_room_grows()
    {
        var buffer = new ReadBuffer();
        var room = Receive(buffer, new string('a', 16_000) + "rest");
        buffer.Consume(16_000);

        Assert.Same(room, PoolWatch.ArrayOf(buffer.Free(16_000)));

        Assert.Equal("rest", Encoding.ASCII.GetString(buffer.Span));
    }

    private static byte[] Receive(ReadBuffer buffer, string text)
    {
        var room = buffer.Free(text.Length);
        buffer.Received(Encoding.ASCII.GetBytes(text, room.Span));
        return PoolWatch.ArrayOf(room);
    }
}
