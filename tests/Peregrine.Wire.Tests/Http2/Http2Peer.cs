using System.Buffers.Binary;
using System.Text;

namespace Peregrine;

/// <summary>One connection of HTTP/2 in the hands of a script, which may send whatever frames it likes.</summary>
internal sealed class Http2Peer(RawConnection connection)
{
    internal const byte EndStream = 1;
    internal const byte EndHeaders = 4;
    private readonly Lock _gate = new();
    private readonly Dictionary<int, List<byte>> _bodies = [];
    private readonly Dictionary<int, List<string>> _heads = [];
    private readonly Hpack _fields = new();
    private Task _sent = Task.CompletedTask;

    internal RawConnection Connection => connection;

    /// <summary>A script for a server: the preface and our settings first, then what is to be done.</summary>
    internal static Func<RawConnection, Task> Script(
        Func<Http2Peer, Task> script, params (int Id, long Value)[] settings) =>
        async connection =>
        {
            var peer = new Http2Peer(connection);
            var preface = new byte[24];
            if (await connection.FillAsync(preface))
            {
                Assert.Equal("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", Encoding.ASCII.GetString(preface));
                await peer.SettingsAsync(settings);
                await script(peer);
            }
        };

    /// <summary>Answers each request with its own path.</summary>
    internal static async Task EchoAsync(Http2Peer peer)
    {
        while (await peer.ReadRequestAsync() is { } request)
        {
            await peer.AnswerAsync(request.Stream, request.Path);
        }
    }

    internal Task SettingsAsync(params (int Id, long Value)[] settings)
    {
        var payload = new byte[settings.Length * 6];
        for (var i = 0; i < settings.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(payload.AsSpan(i * 6), (ushort)settings[i].Id);
            BinaryPrimitives.WriteUInt32BigEndian(payload.AsSpan((i * 6) + 2), (uint)settings[i].Value);
        }

        return FrameAsync(FrameType.Settings, 0, 0, payload);
    }

    /// <summary>Reads frames until a request is whole; null when the client closed the connection.</summary>
    internal async Task<Http2Request?> ReadRequestAsync()
    {
        while (await ReadFrameAsync() is { } frame)
        {
            if (frame.Type is FrameType.Headers or FrameType.Data && (frame.Flags & EndStream) != 0)
            {
                var (head, body) = (_heads[frame.Stream], _bodies[frame.Stream].ToArray());
                var request = new Http2Request(frame.Stream, head, body);
                connection.Record(new RecordedRequest(
                    connection.Number,
                    $"{request.Field(":method")} {request.Path} HTTP/2\r\n{string.Join("\r\n", head)}\r\n\r\n",
                    body));
                return request;
            }
        }

        return null;
    }

    /// <summary>Reads one frame, and does what a server owes for it. The frames of one head are given as one.</summary>
    internal async Task<Http2Frame?> ReadFrameAsync()
    {
        var frame = await ReadRawFrameAsync();
        while (frame is { Type: FrameType.Headers } && (frame.Flags & EndHeaders) == 0)
        {
            var more = await ReadRawFrameAsync();
            Assert.Equal((FrameType.Continuation, frame.Stream), (more!.Type, more.Stream));
            frame = frame with
            {
                Flags = (byte)(frame.Flags | (more.Flags & EndHeaders)),
                Payload = [.. frame.Payload, .. more.Payload],
            };
        }

        if (frame is not null)
        {
            await TakeAsync(frame);
        }

        return frame;
    }

    /// <summary>Reads one frame, and does nothing for it.</summary>
    internal async Task<Http2Frame?> ReadRawFrameAsync()
    {
        var header = new byte[9];
        if (!await connection.FillAsync(header))
        {
            return null;
        }

        var payload = new byte[(header[0] << 16) | (header[1] << 8) | header[2]];
        var frame = new Http2Frame(
            (FrameType)header[3], header[4], BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(5)), payload);
        return await connection.FillAsync(payload) ? frame : null;
    }

    /// <summary>The request of a stream whose head was read, with what has come of its body.</summary>
    internal Http2Request RequestOf(int stream) => new(stream, _heads[stream], [.. _bodies[stream]]);

    /// <summary>The request of a head that was read as a raw frame.</summary>
    internal Http2Request Take(Http2Frame head)
    {
        (_heads[head.Stream], _bodies[head.Stream]) = (_fields.Read(head.Payload), []);
        return RequestOf(head.Stream);
    }

    /// <summary>Reads what the client sends back for data that it took, when it has taken much.</summary>
    internal async Task AwaitWindowAsync()
    {
        var (frame, token) = (FrameType.Ping, new byte[8]);
        await FrameAsync(frame, 0, 0, token);
        while (await ReadFrameAsync() is { } answer && answer.Type != frame)
        {
        }
    }

    /// <summary>A whole response.</summary>
    internal async Task AnswerAsync(int stream, string body, params string[] fields)
    {
        await HeadAsync(stream, body.Length == 0, [":status: 200", .. fields]);
        if (body.Length > 0)
        {
            await DataAsync(stream, body, end: true);
        }
    }

    internal Task HeadAsync(int stream, bool end, params string[] fields) =>
        FrameAsync(FrameType.Headers, (byte)(EndHeaders | (end ? EndStream : 0)), stream, Hpack.Write(fields));

    internal Task DataAsync(int stream, string data, bool end) =>
        FrameAsync(FrameType.Data, end ? EndStream : (byte)0, stream, Encoding.Latin1.GetBytes(data));

    internal Task ResetAsync(int stream, int code) => FrameAsync(FrameType.RstStream, 0, stream, Number(code));

    internal Task GoAwayAsync(int lastStream, int code = 0) =>
        FrameAsync(FrameType.GoAway, 0, 0, Number(lastStream).Concat(Number(code)).ToArray());

    /// <summary>Sends a frame after those that were sent before, whoever sends it.</summary>
    internal Task FrameAsync(FrameType type, byte flags, int stream, ReadOnlyMemory<byte> payload)
    {
        lock (_gate)
        {
            return _sent = SendAsync(_sent, Frame(type, flags, stream, payload.Span));
        }
    }

    internal static byte[] Frame(FrameType type, byte flags, int stream, ReadOnlySpan<byte> payload) =>
        [
            (byte)(payload.Length >> 16),
            (byte)(payload.Length >> 8),
            (byte)payload.Length,
            (byte)type,
            flags,
            .. Number(stream),
            .. payload,
        ];

    private static byte[] Number(int number) =>
        [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];

    private async Task SendAsync(Task before, byte[] frame)
    {
        await before;
        await connection.SendAsync(frame);
    }

    private async Task TakeAsync(Http2Frame frame)
    {
        switch (frame.Type)
        {
            case FrameType.Headers:
                Take(frame);
                break;
            case FrameType.Data:
                _bodies[frame.Stream].AddRange(frame.Payload);
                if (frame.Payload.Length > 0)
                {
                    await FrameAsync(FrameType.WindowUpdate, 0, 0, Number(frame.Payload.Length));
                    await FrameAsync(FrameType.WindowUpdate, 0, frame.Stream, Number(frame.Payload.Length));
                }

                break;
            case FrameType.Settings when (frame.Flags & 1) == 0:
                await FrameAsync(FrameType.Settings, 1, 0, default);
                break;
            case FrameType.Ping when (frame.Flags & 1) == 0:
                await FrameAsync(FrameType.Ping, 1, 0, frame.Payload);
                break;
            case FrameType.RstStream:
                connection.Note($"reset with {BinaryPrimitives.ReadInt32BigEndian(frame.Payload)}");
                break;
            default:
                break;
        }
    }
}
