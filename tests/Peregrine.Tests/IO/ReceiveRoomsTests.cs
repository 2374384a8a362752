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

    private static void UseAll(byte[][] rooms)
    {
        for (var i = 0; i < rooms.Length; i++)
        {
            rooms[i] = ReceiveRooms.Pool.Rent(Size);
        }

        foreach (var room in rooms)
        {
            ReceiveRooms.Pool.Return(room);
        }
    }
}
