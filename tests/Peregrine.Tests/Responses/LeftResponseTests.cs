namespace Peregrine;

/// <summary>
/// A response that is not the last of its call: its connection is let go, in whichever state its body is.
/// </summary>
public sealed class LeftResponseTests
{
    [Fact]
    public async Task One_that_was_left_on_the_wire_is_drained_and_kept()
    {
        var (response, wire) = Streamed();

        await Response.LeaveAsync(response);

        Assert.True(wire.IsClosed);
        Assert.Equal(("a\nb", 3), (response.Text, response.BytesReceived));
    }

    [Fact]
    public async Task One_that_a_reader_has_begun_has_no_body_afterwards()
    {
        var (response, wire) = Streamed();
        Assert.Equal("a", response.Lines().First());

        await Response.LeaveAsync(response);

        Assert.True(wire.IsClosed);
        Assert.Throws<InvalidOperationException>(() => response.Text);
    }

    [Fact]
    public async Task One_that_was_given_up_is_let_go_too()
    {
        var (response, wire) = Streamed();
        Assert.Equal("a", response.Lines().First());
        Assert.Throws<StatusException>(response.EnsureSuccess);
        Assert.False(wire.IsClosed);

        await Response.LeaveAsync(response);

        Assert.True(wire.IsClosed);
        Assert.Equal("", response.Text);
    }

    [Fact]
    public async Task One_that_is_still_on_the_wire_is_closed()
    {
        var (response, wire) = OnWire();

        await Response.LeaveAsync(response);

        Assert.True(wire.IsClosed);
    }

    [Fact]
    public async Task One_that_was_read_whole_stays_as_it_is()
    {
        var (response, wire) = Streamed();
        response.Read();
        Assert.True(wire.IsClosed);

        await Response.LeaveAsync(response);

        Assert.Equal("a\nb", response.Text);
    }

    private static (Response Response, BodyCase.FakeWire Wire) Streamed()
    {
        var (response, wire) = OnWire();
        var call = new CallContext(Timeouts.Default, TimeProvider.System, isBlocking: true, CancellationToken.None);
        response.LeaveBody(BodyCase.Settings, call);
        return (response, wire);
    }

    private static (Response Response, BodyCase.FakeWire Wire) OnWire()
    {
        var request = new Request(HttpMethod.Get, new Uri("http://h.test/x"));
        var head = new ResponseHead(503, "", System.Net.HttpVersion.Version11, Headers.Empty);
        var wire = new BodyCase.FakeWire("a\nb"u8.ToArray());
        return (new Response(request, head, wire, null!, default, isReused: false), wire);
    }
}
