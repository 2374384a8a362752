using System.Text;

namespace Peregrine;

/// <summary>
/// The states of a response's body, without a socket: what each reader gets, what Dispose does, and how one becomes
/// another.
/// </summary>
public sealed class ResponseBodyTests
{
    public static TheoryData<string> States => [.. Enum.GetNames<ResponseBodyState>()];

    [Theory]
    [MemberData(nameof(States))]
    public void Each_state_is_reached_and_says_so(string state) =>
        Assert.Equal(state, $"{new BodyCase(state).Body.State}");

    [Theory]
    [InlineData(nameof(ResponseBodyState.OnWire), "")]
    [InlineData(nameof(ResponseBodyState.Streamed), "refused: call Read() or ReadAsync() first")]
    [InlineData(nameof(ResponseBodyState.GivenUp), "")]
    [InlineData(nameof(ResponseBodyState.Pooled), "text")]
    [InlineData(nameof(ResponseBodyState.InMemory), "text")]
    [InlineData(nameof(ResponseBodyState.CodedRedirect), "text")]
    [InlineData(nameof(ResponseBodyState.Failed), "refused: kept up to 64 KiB")]
    public void A_reader_of_the_whole_body_gets_it_where_it_is_in_memory(string state, string expected)
    {
        foreach (var read in new Func<BodyCase, byte[]>[] { ThroughBytes, ThroughSpan })
        {
            var one = new BodyCase(state);

            Assert.Equal(expected, Words(expected, () => read(one)));
            Assert.Equal(expected, Words(expected, () => read(one))); // And again.
        }
    }

    [Theory]
    [InlineData(nameof(ResponseBodyState.OnWire), "")]
    [InlineData(nameof(ResponseBodyState.Streamed), "text")]
    [InlineData(nameof(ResponseBodyState.GivenUp), "")]
    [InlineData(nameof(ResponseBodyState.Pooled), "text")]
    [InlineData(nameof(ResponseBodyState.InMemory), "text")]
    [InlineData(nameof(ResponseBodyState.CodedRedirect), "text")]
    [InlineData(nameof(ResponseBodyState.Failed), "refused: kept up to 64 KiB")]
    public void A_reader_of_a_stream_gets_it_from_the_wire_too(string state, string expected)
    {
        foreach (var read in new Func<BodyCase, byte[]>[] { ThroughInput, ThroughStream })
        {
            var one = new BodyCase(state);

            Assert.Equal(expected, Words(expected, () => read(one)));
            if (one.State != ResponseBodyState.Streamed)
            {
                Assert.Equal(expected, Words(expected, () => read(one)));
            }
        }
    }

    [Fact]
    public void A_second_reader_of_the_wire_is_told_who_was_the_first()
    {
        var one = new BodyCase(nameof(ResponseBodyState.Streamed));
        _ = one.Body.Open(one.Response, "Lines", isBlocking: true, asReceived: false, default);

        foreach (var again in new Action[]
        {
            () => one.Body.Open(one.Response, "Chunks", isBlocking: false, asReceived: true, default),
            () => one.Body.AsStream(one.Response),
            () => one.Body.Bytes(one.Response),
            () => one.Body.Span(one.Response),
        })
        {
            var refusal = Assert.Throws<InvalidOperationException>(again);
            Assert.Contains("by Lines()", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(nameof(ResponseBodyState.OnWire), true)]
    [InlineData(nameof(ResponseBodyState.Streamed), true)]
    [InlineData(nameof(ResponseBodyState.GivenUp), true)]
    [InlineData(nameof(ResponseBodyState.Pooled), false)]
    [InlineData(nameof(ResponseBodyState.InMemory), false)]
    [InlineData(nameof(ResponseBodyState.CodedRedirect), false)]
    [InlineData(nameof(ResponseBodyState.Failed), false)]
    public void Dispose_closes_the_wire_and_leaves_what_is_in_memory(string state, bool closes)
    {
        var one = new BodyCase(state);
        var wasClosed = one.Wire.IsClosed;

        one.Body.Dispose();
        one.Body.Dispose();

        Assert.Equal((closes || wasClosed, one.State), (one.Wire.IsClosed, one.Body.State));
        if (!closes && one.State != ResponseBodyState.Failed)
        {
            Assert.Equal("text", Encoding.UTF8.GetString(one.Body.Bytes(one.Response)));
        }
    }

    [Theory]
    [MemberData(nameof(States))]
    public void It_is_whole_where_no_reader_can_wait_for_more(string state)
    {
        var one = new BodyCase(state);

        Assert.Equal(one.State is not (ResponseBodyState.OnWire or ResponseBodyState.Streamed), one.Body.IsWhole);
        Assert.Equal(one.State == ResponseBodyState.Streamed, one.Body.Streamed is not null);
    }

    [Theory]
    [MemberData(nameof(States))]
    public void Only_a_streamed_body_can_be_given_up_or_end_with_the_call(string state)
    {
        var (given, ended) = (new BodyCase(state), new BodyCase(state));

        given.Body.GiveUp();
        ended.Body.End(null, ended.Response);

        var isStreamed = given.State == ResponseBodyState.Streamed;
        Assert.Equal(isStreamed ? ResponseBodyState.GivenUp : given.State, given.Body.State);
        Assert.Equal(isStreamed ? ResponseBodyState.Failed : ended.State, ended.Body.State);
    }

    [Theory]
    [MemberData(nameof(States))]
    public void Only_pooled_memory_is_kept_or_released(string state)
    {
        var (kept, released, coded) = (new BodyCase(state), new BodyCase(state), new BodyCase(state));

        kept.Body.Keep();
        released.Body.Release();
        coded.Body.KeepCoded(BodyCase.Settings);

        var isPooled = kept.State == ResponseBodyState.Pooled;
        Assert.Equal(isPooled ? ResponseBodyState.InMemory : kept.State, kept.Body.State);
        Assert.Equal(isPooled ? ResponseBodyState.InMemory : kept.State, released.Body.State);
        Assert.Equal(isPooled ? ResponseBodyState.CodedRedirect : kept.State, coded.Body.State);
        if (isPooled)
        {
            Assert.Equal("text", Encoding.UTF8.GetString(kept.Body.Bytes(kept.Response)));
            Assert.Empty(released.Body.Bytes(released.Response));
        }
    }

    [Fact]
    public void An_empty_body_takes_no_memory()
    {
        var body = new ResponseBody(new BodyCase.FakeWire([]));
        _ = body.Take();
        body.Arrive(new BodyBuffer(1), 0);

        body.KeepCoded(BodyCase.Settings);
        Assert.Equal(ResponseBodyState.Pooled, body.State);
        body.Keep();

        Assert.Equal(ResponseBodyState.InMemory, body.State);
        Assert.Same(Array.Empty<byte>(), body.Bytes(new BodyCase(nameof(ResponseBodyState.InMemory)).Response));
    }

    [Fact]
    public async Task A_streamed_body_that_was_read_whole_is_as_any_other_and_lets_go_of_the_wire()
    {
        var one = new BodyCase(nameof(ResponseBodyState.Streamed));
        var streamed = one.Body.Streamed!;
        var input = one.Body.Open(one.Response, "Read", isBlocking: true, asReceived: false, default);

        one.Body.Arrive(await BodyReader.ReadAsync(input, one.Response, input.ItemLimit), streamed);

        Assert.Equal((ResponseBodyState.InMemory, 4, true), (one.Body.State, one.Body.Received, one.Wire.IsClosed));
        Assert.Equal("text", Encoding.UTF8.GetString(one.Body.Bytes(one.Response)));
    }

    [Theory]
    [InlineData("", nameof(ResponseBodyState.InMemory))]
    [InlineData("gzip", nameof(ResponseBodyState.CodedRedirect))]
    public void What_was_received_of_a_response_that_is_left_is_kept(string coding, string expected)
    {
        var one = new BodyCase(nameof(ResponseBodyState.Streamed), coding);

        one.Body.End(BodyCase.Coded(coding, "text"), one.Response);

        Assert.Equal(expected, $"{one.Body.State}");
        Assert.Equal("text", Encoding.UTF8.GetString(one.Body.Bytes(one.Response)));
    }

    [Fact]
    public void A_damaged_redirect_fails_once_and_for_good()
    {
        var one = new BodyCase(nameof(ResponseBodyState.Streamed), "gzip");
        one.Body.End("no gzip"u8.ToArray(), one.Response);

        var failure = one.Body.FailureOf(one.Response);

        Assert.IsType<DecodingException>(failure);
        Assert.Equal(ResponseBodyState.Failed, one.Body.State);
        Assert.Same(failure, one.Body.FailureOf(one.Response));
        var refusal = Assert.Throws<InvalidOperationException>(() => one.Body.Bytes(one.Response));
        Assert.Same(failure, refusal.InnerException);
    }

    [Fact]
    public void A_redirect_is_decoded_to_64_KiB_at_most()
    {
        foreach (var length in new[] { 65_536, 65_537 })
        {
            var one = new BodyCase(nameof(ResponseBodyState.Streamed), "gzip");
            one.Body.End(BodyCase.Coded("gzip", new string('x', length)), one.Response);

            _ = one.Body.FailureOf(one.Response);

            Assert.Equal(length <= 65_536 ? ResponseBodyState.InMemory : ResponseBodyState.Failed, one.Body.State);
        }
    }

    [Theory]
    [InlineData(0, true, true)]
    [InlineData(65_536, true, true)]
    [InlineData(65_537, true, false)]
    [InlineData(1, false, false)]
    public void A_body_on_the_wire_is_small_where_its_length_says_so(int length, bool isKnown, bool isSmall)
    {
        using var wire = new BodyCase.FakeWire(new byte[length]) { IsKnown = isKnown };

        Assert.Equal(isSmall, new ResponseBody(wire).IsSmall);
    }

    private static byte[] ThroughBytes(BodyCase one) => one.Body.Bytes(one.Response);

    private static byte[] ThroughSpan(BodyCase one) => one.Body.Span(one.Response).ToArray();

    private static byte[] ThroughInput(BodyCase one)
    {
        using var input = one.Body.Open(one.Response, "Chunks", isBlocking: true, asReceived: false, default);
        var buffer = new byte[100];
        return buffer[..Blocking.Result(input.ReadAsync(buffer))];
    }

    private static byte[] ThroughStream(BodyCase one)
    {
        using var copy = new MemoryStream();
        one.Body.AsStream(one.Response).CopyTo(copy);
        return copy.ToArray();
    }

    // A refusal counts as the words that are expected, where it has them.
    private static string Words(string expected, Func<byte[]> read)
    {
        try
        {
            return Encoding.UTF8.GetString(read());
        }
        catch (InvalidOperationException refusal)
        {
            var isExpected = expected.StartsWith("refused: ", StringComparison.Ordinal)
                && refusal.Message.Contains(expected["refused: ".Length..], StringComparison.Ordinal);
            return isExpected ? expected : refusal.Message;
        }
    }
}
