namespace Peregrine;

/// <summary>Which sends are counted together.</summary>
public sealed class RateSharingTests
{
    private static readonly RateLimit Slow = RateLimit.PerMinute(6);

    [Fact]
    public void Each_origin_has_a_bucket_of_its_own()
    {
        using var rig = new RateRig<HastyTime>();
        using var session = rig.Session(Slow);

        foreach (var host in new[] { "a.example", "b.example", "a.example:81", "A.example" })
        {
            session.Get($"http://{host:raw}/");
        }

        Assert.Equal([0.0, 0, 0, 10], rig.Moments);
    }

    [Fact]
    public void All_origins_share_one_where_the_scope_is_the_session()
    {
        using var rig = new RateRig<HastyTime>();
        using var session = rig.Session(Slow with { Scope = RateLimitScope.Session });

        session.Get("http://a.example/");
        session.Get("http://b.example/");

        Assert.Equal([0.0, 10], rig.Moments);
    }

    [Fact]
    public void A_session_of_with_shares_them_unless_it_sets_a_limit_of_its_own()
    {
        using var rig = new RateRig<HastyTime>();
        using var session = rig.Session(Slow);
        using var sharing = session.With(new() { Headers = { ["X"] = "1" } }).With(new() { Retry = 1 });
        using var apart = session.With(new() { RateLimit = Slow });
        using var below = apart.With(new());
        using var free = session.With(new() { RateLimit = RateLimit.None });

        session.Get("/session");
        free.Get("/free");
        apart.Get("/apart");
        sharing.Get("/sharing");
        below.Get("/below");
        free.Get("/free");
        session.Get("/session");

        Assert.Equal(
            [
                ("/session", 0.0), ("/free", 0.0), ("/apart", 0.0), ("/sharing", 10.0), ("/below", 10.0),
                ("/free", 10.0), ("/session", 20.0),
            ],
            rig.Sent);
    }

    [Fact]
    public void Sessions_made_of_the_same_options_share_none()
    {
        using var rig = new RateRig<HastyTime>();
        var options = new HttpSessionOptions { Mounts = { ["http://m.example"] = new() { RateLimit = Slow } } };
        using var one = rig.Session(Slow, options);
        using var other = rig.Session(Slow, options);

        foreach (var url in new[] { "/", "http://m.example/" })
        {
            one.Get(url);
            other.Get(url);
        }

        Assert.Equal([0.0, 0, 0, 0], rig.Moments);
    }

    [Fact]
    public void A_mount_has_a_limit_of_its_own_or_none()
    {
        using var rig = new RateRig<HastyTime>();
        using var session = rig.Session(Slow, new()
        {
            Mounts =
            {
                ["http://*.quick.example"] = new() { RateLimit = RateLimit.PerSecond(1) },
                ["http://free.quick.example"] = new() { RateLimit = RateLimit.None },
                ["http://api.quick.example"] = new() { Retry = 1 },
            },
        });

        string[] hosts = ["a.quick", "a.quick", "api.quick", "api.quick", "free.quick", "free.quick", "h", "h"];
        foreach (var host in hosts)
        {
            session.Get($"http://{host}.example/");
        }

        Assert.Equal([0.0, 1, 1, 2, 2, 2, 2, 12], rig.Moments);
    }

    [Fact]
    public void In_a_mount_the_scope_of_the_session_is_that_of_the_mount()
    {
        using var rig = new RateRig<HastyTime>();
        using var session = rig.Session(null, new()
        {
            Mounts = { ["http://*.m.example"] = new() { RateLimit = Slow with { Scope = RateLimitScope.Session } } },
        });

        session.Get("http://a.m.example/");
        session.Get("http://b.m.example/");
        session.Get("http://other.example/");
        session.Get("http://other.example/");

        Assert.Equal([0.0, 10, 10, 10], rig.Moments);
    }

    [Fact]
    public void The_bucket_of_a_mount_is_shared_until_its_pattern_is_given_anew()
    {
        using var rig = new RateRig<HastyTime>();
        using var session = rig.Session(null, new() { Mounts = { ["http://m.example"] = new() { RateLimit = Slow } } });
        using var sharing = session.With(new() { RateLimit = RateLimit.PerSecond(1) });
        using var anew = session.With(new() { Mounts = { ["http://m.example"] = new() { RateLimit = Slow } } });
        using var without = session.With(new() { Mounts = { ["http://m.example"] = new() { Retry = 1 } } });

        session.Get("http://m.example/");
        anew.Get("http://m.example/");
        without.Get("http://m.example/");
        sharing.Get("http://m.example/");

        Assert.Equal([0.0, 0, 0, 10], rig.Moments);
    }

    [Fact]
    public void Options_that_change_after_the_session_was_made_change_nothing()
    {
        using var rig = new RateRig<HastyTime>();
        var mount = new Mount { RateLimit = Slow };
        var options = new HttpSessionOptions { Mounts = { ["http://m.example"] = mount } };
        using var session = rig.Session(Slow, options);
        (options.RateLimit, mount.RateLimit) = (RateLimit.None, RateLimit.None);

        session.Get("http://m.example/");
        session.Get("http://m.example/");
        session.Get("/");
        session.Get("/");

        Assert.Equal([0.0, 10, 10, 20], rig.Moments);
    }

    [Fact]
    public void Many_origins_need_no_more_room_than_those_in_use()
    {
        using var rig = new RateRig<HastyTime>();
        using var session = rig.Session(RateLimit.PerSecond(1_000));
        for (var number = 0; number < 10_000; number++)
        {
            session.Get($"http://h{number / 2}.example/"); // The second one waits, and so the clock moves on.
        }

        var request = session.Build(HttpMethod.Get, "/");
        var gate = request.Settings!.Session.Rates!.For(request.Target.Origin)!;
        Assert.InRange(gate.BucketCount, 1, 64);
    }
}
