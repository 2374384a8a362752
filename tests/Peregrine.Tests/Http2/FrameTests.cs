namespace Peregrine;

/// <summary>
/// Frames by themselves, heads in several frames, what has come and was not read, floods and settings.
/// </summary>
public sealed class FrameTests
{
    [Theory]
    [InlineData(FrameType.Data, 0, 1, true)]
    [InlineData(FrameType.Data, 16_384, 1, true)]
    [InlineData(FrameType.Data, 16_385, 1, false)]
    [InlineData(FrameType.Data, 1, 0, false)]
    [InlineData(FrameType.Headers, 1, 0, false)]
    [InlineData(FrameType.Priority, 5, 1, true)]
    [InlineData(FrameType.Priority, 4, 1, false)]
    [InlineData(FrameType.Priority, 5, 0, false)]
    [InlineData(FrameType.RstStream, 4, 1, true)]
    [InlineData(FrameType.RstStream, 5, 1, false)]
    [InlineData(FrameType.RstStream, 4, 0, false)]
    [InlineData(FrameType.Settings, 12, 0, true)]
    [InlineData(FrameType.Settings, 7, 0, false)]
    [InlineData(FrameType.Settings, 6, 1, false)]
    [InlineData(FrameType.PushPromise, 4, 1, false)]
    [InlineData(FrameType.Ping, 8, 0, true)]
    [InlineData(FrameType.Ping, 7, 0, false)]
    [InlineData(FrameType.Ping, 8, 1, false)]
    [InlineData(FrameType.GoAway, 8, 0, true)]
    [InlineData(FrameType.GoAway, 7, 0, false)]
    [InlineData(FrameType.GoAway, 8, 1, false)]
    [InlineData(FrameType.WindowUpdate, 4, 0, true)]
    [InlineData(FrameType.WindowUpdate, 4, 1, true)]
    [InlineData(FrameType.WindowUpdate, 3, 1, false)]
    [InlineData(FrameType.Continuation, 1, 0, false)]
    [InlineData((FrameType)0x42, 100, 7, true)]
    [InlineData((FrameType)0x42, 100, 0, true)]
    internal void A_frame_has_the_size_and_the_stream_of_its_type(FrameType type, int length, int stream, bool isGood)
    {
        var fault = Record.Exception(() => FrameRules.Check(new FrameHeader(length, type, 0, stream)));

        Assert.Equal(isGood, fault is null);
        Assert.True(isGood || fault is Http2ConnectionException);
    }

    [Fact]
    public void An_acknowledgement_of_settings_is_empty()
    {
        FrameRules.Check(new FrameHeader(0, FrameType.Settings, FrameHeader.Ack, 0));
        Assert.Throws<Http2ConnectionException>(
            () => FrameRules.Check(new FrameHeader(6, FrameType.Settings, FrameHeader.Ack, 0)));
    }

    [Theory]
    [InlineData(FrameType.Data, 0, "616263", "616263")]
    [InlineData(FrameType.Data, 8, "0061", "61")]
    [InlineData(FrameType.Data, 8, "01610000", "6100")]
    [InlineData(FrameType.Data, 8, "0261", null)]
    [InlineData(FrameType.Data, 8, "016100", "61")]
    [InlineData(FrameType.Data, 8, "", null)]
    [InlineData(FrameType.Data, 8, "00", "")]
    [InlineData(FrameType.Headers, 0x20, "000000000588", "88")]
    [InlineData(FrameType.Headers, 0x20, "00000000", null)]
    [InlineData(FrameType.Headers, 0x28, "0100000000058800", "88")]
    [InlineData(FrameType.Headers, 0x28, "0200000000058800", "")]
    [InlineData(FrameType.Headers, 0x28, "0300000000058800", null)]
    internal void Padding_and_priority_are_no_content(FrameType type, byte flags, string payload, string? content)
    {
        var octets = Convert.FromHexString(payload);
        string Content() =>
            Convert.ToHexStringLower(FrameRules.Content(new FrameHeader(octets.Length, type, flags, 1), octets));

        if (content is { } expected)
        {
            Assert.Equal(expected, Content());
        }
        else
        {
            Assert.Throws<Http2ConnectionException>(Content);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(100, 1)]
    [InlineData(101, 2)]
    [InlineData(200, 2)]
    [InlineData(201, 3)]
    [InlineData(1999, 20)]
    public void A_head_goes_in_as_many_frames_as_it_needs(int length, int frames)
    {
        var buffer = new FrameBuffer();
        buffer.Add(FrameType.Ping, 0, 0, new byte[8]);
        var (start, block) = (buffer.Count, Enumerable.Range(0, length).Select(i => (byte)i).ToArray());
        buffer.Reserve(FrameHeader.Size);
        block.CopyTo(buffer.Reserve(length));

        buffer.CloseHead(start, stream: 5, isEnd: true, maxFrameSize: 100);

        var (octets, seen, joined) = (buffer.Memory[start..], new List<FrameHeader>(), new List<byte>());
        for (; !octets.IsEmpty; octets = octets[(FrameHeader.Size + seen[^1].Length)..])
        {
            seen.Add(FrameHeader.Read(octets.Span));
            joined.AddRange(octets.Slice(FrameHeader.Size, seen[^1].Length).ToArray());
        }

        Assert.Equal(block, joined);
        Assert.Equal(frames, seen.Count);
        Assert.Equal(FrameType.Headers, seen[0].Type);
        Assert.All(seen.Skip(1), frame => Assert.Equal(FrameType.Continuation, frame.Type));
        Assert.All(seen, frame => Assert.Equal(
            (5, frame == seen[^1], frame == seen[0]),
            (frame.Stream, frame.Has(FrameHeader.EndHeaders), frame.Has(FrameHeader.EndStream))));
    }

    [Fact]
    public void What_has_come_is_taken_in_its_order()
    {
        var random = new Random(9113);
        var (octets, model) = (default(ReceivedBytes), new Queue<byte>());
        for (var i = 0; i < 5000; i++)
        {
            var added = new byte[random.Next(random.Next(10) == 0 ? 20_000 : 100)];
            random.NextBytes(added);
            octets.Add(added);
            Array.ForEach(added, model.Enqueue);
            var into = new byte[random.Next(random.Next(4) == 0 ? 30_000 : 100)];

            var count = octets.Read(into);

            Assert.Equal(Math.Min(into.Length, model.Count), count);
            Assert.All(into[..count], octet => Assert.Equal(model.Dequeue(), octet));
            Assert.Equal(model.Count, octets.Count);
        }

        octets.Return();
        Assert.Equal(0, octets.Count);
    }

    [Theory]
    [InlineData(100_000, 1000)]
    [InlineData(3_000_000, 64 * 1024)]
    [InlineData(3_000_000, 200_000)]
    public void What_lies_unread_for_long_is_taken_in_its_order_too(int size, int piece)
    {
        var (all, bytes, read) = (new byte[size], default(ReceivedBytes), new byte[size]);
        new Random(size).NextBytes(all);
        for (var at = 0; at < size; at += 16_384)
        {
            bytes.Add(all.AsSpan(at, Math.Min(16_384, size - at)));
        }

        Assert.Equal(size, bytes.Count);
        for (var at = 0; at < size; at += piece)
        {
            var count = Math.Min(piece, size - at);
            Assert.Equal(count, bytes.Read(read.AsSpan(at, count)));
        }

        Assert.Equal(all, read);
        Assert.Equal(0, bytes.Read(new byte[1]));
    }

    [Theory]
    [InlineData("000300000064", null)]
    [InlineData("000400000000", null)]
    [InlineData("00047fffffff", null)]
    [InlineData("000480000000", 3)]
    [InlineData("000500004000", null)]
    [InlineData("000500003fff", 1)]
    [InlineData("000501000000", 1)]
    [InlineData("000200000000", null)]
    [InlineData("000200000001", 1)]
    [InlineData("00ff00000001", null)]
    public void A_setting_is_in_its_range(string setting, int? code)
    {
        var fault = Record.Exception(() => new PeerSettings().Apply(Convert.FromHexString(setting)));

        Assert.Equal((Http2ErrorCode?)code, (fault as Http2ConnectionException)?.Code);
    }

    [Fact]
    public void Frames_that_carry_nothing_are_a_flood_when_they_come_at_once()
    {
        var time = new FakeTime();
        var flood = new FloodWatch(time);
        for (var i = 0; i < 20_000; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(11));
            flood.CountEmpty();
        }

        var fault = Assert.Throws<Http2ConnectionException>(() =>
        {
            for (var i = 0; i < 1001; i++)
            {
                flood.CountEmpty();
            }
        });
        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, fault.Error);
    }

    [Fact]
    public void Updates_for_what_was_sent_and_the_rest_of_what_was_given_up_are_no_flood()
    {
        var flood = new FloodWatch(TimeProvider.System);
        for (var i = 0; i < 5000; i++)
        {
            flood.NoteData();
            flood.NoteGivenUp();
            flood.TakeUpdate();
            flood.TakeUpdate();
            flood.TakeLate();
        }

        var late = new FloodWatch(TimeProvider.System);
        Assert.Throws<Http2ConnectionException>(() => Enumerable.Range(0, 1002).ToList().ForEach(_ => late.TakeLate()));
        Assert.Throws<Http2ConnectionException>(
            () => Enumerable.Range(0, 1002).ToList().ForEach(_ => late.TakeUpdate()));
    }
}
