using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>
/// The first message of a TLS handshake (RFC 8446, section 4.1.2), looked at before the server reads it.
/// </summary>
internal static class ClientHello
{
    private const int SessionTicket = 35;
    private const int PreSharedKey = 41;
    private const int BeforeSession = 5 + 4 + 2 + 32; // Record, message, version, random.

    internal static async Task NoteAsync(Stream plain, ConcurrentQueue<bool> resumptions, CancellationToken stop)
    {
        var hello = new byte[4096];
        var count = await ((NetworkStream)plain).Socket.ReceiveAsync(hello, SocketFlags.Peek, stop);
        if (count > BeforeSession && hello[0] == 22)
        {
            resumptions.Enqueue(Resumes(hello.AsSpan(BeforeSession, count - BeforeSession)));
        }
    }

    // Whether a session of before is named, in the manner of TLS 1.3 or of 1.2.
    private static bool Resumes(ReadOnlySpan<byte> rest)
    {
        rest = rest[(1 + rest[0])..];
        rest = rest[(2 + BinaryPrimitives.ReadUInt16BigEndian(rest))..];
        rest = rest[(1 + rest[0] + 2)..];
        while (rest.Length >= 4)
        {
            var (type, length) =
                (BinaryPrimitives.ReadUInt16BigEndian(rest), BinaryPrimitives.ReadUInt16BigEndian(rest[2..]));
            if (type == PreSharedKey || (type == SessionTicket && length > 0))
            {
                return true;
            }

            rest = rest[Math.Min(rest.Length, 4 + length)..];
        }

        return false;
    }
}
