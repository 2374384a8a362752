namespace Peregrine;

/// <summary>What has come in and was not used yet: nothing of it is lost, however it is taken in and used up.</summary>
public sealed class GrowingWindowTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_gives_every_byte_once_and_in_order(int seed)
    {
        var random = new Random(seed);
        using var window = new GrowingWindow<byte>(16);
        byte received = 0;
        byte used = 0;
        for (var i = 0; i < 10_000; i++)
        {
            var room = window.Free(random.Next(1, 64)).Span;
            var count = random.Next(0, Math.Min(room.Length, 64));
            for (var at = 0; at < count; at++)
            {
                room[at] = received++;
            }

            window.Advance(count);
            var taken = random.Next(0, window.Count + 1);
            foreach (var value in window.Rest[..taken])
            {
                Assert.Equal(used++, value);
            }

            window.Consume(taken);
        }

        Assert.Equal((byte)(received - used), (byte)window.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(5000)]
    public void It_has_the_room_that_is_asked_for_when_all_is_used(int atLeast)
    {
        using var window = new GrowingWindow<char>(8192);
        for (var i = 0; i < 100; i++)
        {
            Assert.InRange(window.Free(atLeast).Length, atLeast, 16_384); // It did not grow.
            window.Advance(atLeast);
            window.Consume(atLeast);
        }
    }
}
