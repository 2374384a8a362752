namespace Peregrine;

public sealed class AltServicesTests
{
    private static readonly Origin Shop = new("https", "shop.test", 443);
    private readonly FakeTime _time = new();
    private readonly AltServices _services;

    public AltServicesTests() => _services = new AltServices(_time);

    [Fact]
    public void What_was_said_is_good_for_as_long_as_was_said()
    {
        _services.Note(Shop, "h2=\":8443\"; ma=60");

        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(8443, Use()?.Port);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(Use());
    }

    [Fact]
    public void What_is_said_later_counts_alone()
    {
        _services.Note(Shop, "h2=\":1\"");
        _services.Note(Shop, "h2=\":2\"");
        Assert.Equal(2, Use()?.Port);

        _services.Note(Shop, "clear");
        Assert.Null(Use());
    }

    [Theory]
    [InlineData("h2=\":1\"; ma=0")]
    [InlineData("nonsense")]
    public void What_holds_for_no_time_is_none(string field)
    {
        _services.Note(Shop, "h2=\":1\"");
        _services.Note(Shop, field);

        Assert.Null(Use());
    }

    [Fact]
    public void An_origin_speaks_for_itself_alone()
    {
        _services.Note(Shop, "h2=\":8443\"");

        Assert.Null(_services.For(Shop with { Port = 444 }, _ => true));
        Assert.Null(_services.For(Shop with { Host = "other.test" }, _ => true));
    }

    [Fact]
    public void What_failed_is_left_alone_for_five_minutes_even_when_it_is_said_again()
    {
        _services.Note(Shop, "h2=\":1\", h2=\":2\"");

        _services.NoteFailure(Shop, Use()!);
        Assert.Equal(2, Use()?.Port);
        _services.Note(Shop, "h2=\":1\", h2=\":2\"");
        Assert.Equal(2, Use()?.Port);
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, Use()?.Port);
    }

    [Fact]
    public void What_cant_be_used_is_passed_over()
    {
        _services.Note(Shop, "h3=\":1\", h2=\":2\"");

        Assert.Equal(2, _services.For(Shop, service => service.Protocol == AltService.Http2)?.Port);
    }

    [Theory]
    [InlineData("", 443, "shop.test")]
    [InlineData("", 8443, "shop.test:8443")]
    [InlineData("2001:db8::1", 8443, "[2001:db8::1]:8443")]
    public void The_place_is_told_by_its_authority(string host, int port, string expected) =>
        Assert.Equal(expected, new AltService("h2", host, port, TimeSpan.FromDays(1)).AuthorityFor(Shop));

    private AltService? Use() => _services.For(Shop, _ => true);
}
