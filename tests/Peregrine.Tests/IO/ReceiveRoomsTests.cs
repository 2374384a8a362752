namespace Peregrine;

/// <summary>Room to receive into is used again, however many connections are in use at once.</summary>
[Collection(nameof(AloneCollection))]
public sealed class ReceiveRoomsTests
{
    private const int Size = 16_384;

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(200)]
    public void A_crowd_that_comes_again_allocates_no_room(int crowd)
    {
        var rooms = new byte[crowd][];
        UseAll(rooms);

        var before = GC.GetAllocatedBytesForCurrentThread();
        UseAll(rooms);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void No_room_is_given_twice_and_each_is_large_enough()
    {
        int[] sizes = [Size, 1, Size + 1, 64 * 1024, 64 * 1024 + 1, Size, 20_000, Size];
        for (var i = 0; i < 3; i++)
        {
            var rooms = sizes.Select(ReceiveRooms.Rent).ToArray();

            Assert.Equal(rooms.Length, rooms.Distinct().Count());
            Assert.All(sizes.Zip(rooms), one => Assert.True(one.Second.Length >= one.First));
            Array.ForEach(rooms, ReceiveRooms.Return);
        }
    }

    private static void UseAll(byte[][] rooms)
    {
        for (var i = 0; i < rooms.Length; i++)
        {
            rooms[i] = ReceiveRooms.Rent(Size);
        }

        foreach (var room in rooms)
        {
            ReceiveRooms.Return(room);
        }
    }
}
