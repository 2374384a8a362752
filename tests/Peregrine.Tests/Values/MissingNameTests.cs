namespace Peregrine;

/// <summary>
/// In every list a name that is not there is null, and what can be changed gives up an entry by its name.
/// </summary>
public sealed class MissingNameTests
{
    [Fact]
    public void A_value_that_is_not_there_is_null()
    {
        Assert.Null(new QueryValues { ["a"] = 1 }["b"]);
        Assert.Null(new FormValues { ["a"] = 1 }["b"]);
        Assert.Null(new HeaderValues { ["A"] = "1" }["B"]);
        Assert.Null(new CookieValues { ["a"] = "1" }["b"]);
        Assert.Null(new FormFiles { ["a"] = Upload.Text("x") }["b"]);
    }

    [Fact]
    public void A_name_without_a_value_is_told_from_one_that_is_not_there()
    {
        HeaderValues headers = new() { ["Accept"] = null };

        Assert.Null(headers["accept"]);
        Assert.True(headers.Contains("accept"));
        Assert.False(headers.Contains("user-agent"));
    }

    [Fact]
    public void A_mount_or_a_proxy_that_is_not_there_is_null()
    {
        Mounts mounts = new() { ["https://"] = new() { Retry = 1 } };
        Proxies proxies = new() { ["https://"] = "http://proxy.example" };

        Assert.Null(mounts["http://"]);
        Assert.Null(proxies["http://"]);
        Assert.NotNull(mounts["https://"]);
        Assert.NotNull(proxies["https://"]);
    }

    [Fact]
    public void Null_removes_a_mount_as_it_removes_a_proxy()
    {
        Mounts mounts = new() { ["https://"] = new() { Retry = 1 } };
        Proxies proxies = new() { ["https://"] = "http://proxy.example" };

        (mounts["https://"], proxies["https://"]) = (null, null);

        Assert.Equal((0, 0), (mounts.Count, proxies.Count));
        Assert.Throws<ArgumentNullException>(() => mounts.Add("https://", null!));
    }

    [Fact]
    public void A_link_that_is_not_there_is_null()
    {
        var links = Links.Parse(["<https://h.example/2>; rel=next"], new Uri("https://h.example/"));

        Assert.Equal("https://h.example/2", links["next"].Url.AbsoluteUri);
        Assert.Null(links["prev"]?.Url);
    }

    /// <summary>Code that has a dictionary in hand expects what dictionaries do.</summary>
    [Fact]
    public void Through_the_interface_of_a_dictionary_a_name_that_is_not_there_is_an_error()
    {
        IDictionary<string, object?> query = new QueryValues();
        IDictionary<string, Mount> mounts = new Mounts();
        IDictionary<string, Proxy> proxies = new Proxies();

        Assert.Throws<KeyNotFoundException>(() => query["a"]);
        Assert.Throws<KeyNotFoundException>(() => mounts["https://"]);
        Assert.Throws<KeyNotFoundException>(() => proxies["https://"]);
    }

    [Fact]
    public void Each_list_of_options_gives_up_an_entry_by_its_name()
    {
        QueryValues query = new() { ["a"] = 1 };
        Mounts mounts = new() { ["https://"] = new() };
        Proxies proxies = new() { ["https://"] = "http://proxy.example" };
        ContentCodings codings = [new ContentCoding("X-Caesar", coded => coded)];

        Assert.True(query.Remove("a") && mounts.Remove("https://") && proxies.Remove("https://"));
        Assert.True(codings.Remove("x-CAESAR"));
        Assert.False(query.Remove("a") || mounts.Remove("https://") || proxies.Remove("https://"));
        Assert.False(codings.Remove("x-caesar"));
        Assert.Empty(codings);
    }
}
