using Flurl.Http;
using Microsoft.Extensions.DependencyInjection;
using RestSharp;

namespace Peregrine;

/// <summary>What stands on the page in the place of other lines does the same as they do.</summary>
public sealed class MigratingTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-migrating-");
    private TicketApi? _api;
    private HttpClient? _client;
    private RestClient? _rest;
    private FlurlClient? _flurl;
    private HttpSession? _session;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private string FilePath => Path.Combine(_folder.FullName, "photo.jpg");

    public async ValueTask InitializeAsync()
    {
        _api = await TicketApi.StartAsync();
        var root = new Uri(_api.Root);
        _client = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = root };
        _rest = new(new RestClientOptions(root) { Proxy = null });
        _flurl = new(_api.Root);
        _session = new(new() { BaseUrl = _api.Root });
        await File.WriteAllTextAsync(FilePath, "a photo", Test);
    }

    public async ValueTask DisposeAsync()
    {
        _client!.Dispose();
        _rest!.Dispose();
        _flurl!.Dispose();
        _session!.Dispose();
        await _api!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public Task Json_is_read() => SameAsync(
        "No hot water",
        MovedFromHttpClient.GetJsonAsync(_client!, Test),
        MovedFromRestSharp.GetJsonAsync(_rest!, Test),
        MovedFromFlurl.GetJsonAsync(_flurl!, Test),
        MovedToPeregrine.GetJsonAsync(_session!, Test));

    [Fact]
    public void A_container_gives_clients_with_the_same_address()
    {
        var before = MigratingContainer.FromFactory().GetRequiredService<MigratingContainer.Before.ShopClient>();
        var container = MigratingContainer.ToPeregrine(MigratingSetup.Stamped());
        var after = container.GetRequiredService<MigratingContainer.After.ShopClient>();
        using var legacy = container.GetRequiredService<IHttpClientFactory>().CreateClient("legacy");

        Assert.Equal("https://api.example.com/", before.Address!.OriginalString);
        Assert.Equal(before.Address, after.Request.Url);
        Assert.Equal(before.Address, legacy.BaseAddress);
    }

    [Fact]
    public Task Json_is_sent()
    {
        var asked = new Ticket(null, "No heating", "open");
        return SameAsync(
            "No heating",
            MovedFromHttpClient.PostAsync(_client!, asked, Test),
            MovedFromRestSharp.PostAsync(_rest!, asked, Test),
            MovedFromFlurl.PostAsync(_flurl!, asked, Test),
            MovedToPeregrine.PostAsync(_session!, asked, Test));
    }

    [Fact]
    public async Task A_query_and_a_path_are_escaped()
    {
        await SameAsync(
            "[]",
            MovedFromHttpClient.QueryAsync(_client!, "a&b c", Test),
            MovedFromRestSharp.QueryAsync(_rest!, "a&b c", Test),
            MovedFromFlurl.QueryAsync(_flurl!, "a&b c", Test),
            MovedToPeregrine.QueryAsync(_session!, "a&b c", Test));
        Assert.Equal(4, _api!.Asked.Count(asked => asked == "GET /tickets?status=a%26b%20c"));
        await SameAsync(
            """{"id":"2","title":"Lamp is broken","status":"closed"}""",
            MovedFromHttpClient.PathAsync(_client!, "2", Test),
            MovedFromRestSharp.PathAsync(_rest!, "2", Test),
            MovedFromFlurl.PathAsync(_flurl!, "2", Test),
            MovedToPeregrine.PathAsync(_session!, "2", Test));
    }

    [Fact]
    public async Task Headers_and_credentials_are_sent()
    {
        await SameAsync(
            "blue ",
            MovedFromHttpClient.HeadersAsync(_client!, Test),
            MovedFromRestSharp.HeadersAsync(_rest!, Test),
            MovedFromFlurl.HeadersAsync(_flurl!, Test),
            MovedToPeregrine.HeadersAsync(_session!, Test));
        await SameAsync(
            " Bearer abc",
            MovedFromHttpClient.BearerAsync(_client!, "abc", Test),
            MovedFromRestSharp.BearerAsync(_rest!, "abc", Test),
            MovedFromFlurl.BearerAsync(_flurl!, "abc", Test),
            MovedToPeregrine.BearerAsync(_session!, "abc", Test));
    }

    [Fact]
    public async Task Forms_and_files_are_sent()
    {
        await SameAsync(
            "Ann, Oslo",
            MovedFromHttpClient.FormAsync(_client!, Test),
            MovedFromRestSharp.FormAsync(_rest!, Test),
            MovedFromFlurl.FormAsync(_flurl!, Test),
            MovedToPeregrine.FormAsync(_session!, Test));
        await SameAsync(
            "photo.jpg",
            MovedFromHttpClient.UploadAsync(_client!, FilePath, Test),
            MovedFromRestSharp.UploadAsync(_rest!, FilePath, Test),
            MovedFromFlurl.UploadAsync(_flurl!, FilePath, Test),
            MovedToPeregrine.UploadAsync(_session!, FilePath, Test));
    }

    [Fact]
    public async Task Files_and_lines_are_read()
    {
        string PathOf(string name) => Path.Combine(_folder.FullName, name);
        await SameAsync(
            "first\nsecond\n",
            MovedFromHttpClient.DownloadAsync(_client!, PathOf("1"), Test),
            MovedFromRestSharp.DownloadAsync(_rest!, PathOf("2"), Test),
            MovedFromFlurl.DownloadAsync(_flurl!, PathOf("3"), Test),
            MovedToPeregrine.DownloadAsync(_session!, PathOf("4"), new Progress<Transfer>(), Test));
        await SameAsync(
            "first,second",
            MovedFromHttpClient.LinesAsync(_client!, [], Test),
            MovedFromRestSharp.LinesAsync(_rest!, [], Test),
            MovedFromFlurl.LinesAsync(_flurl!, [], Test),
            MovedToPeregrine.LinesAsync(_session!, [], Test));
    }

    [Fact]
    public async Task A_status_is_asked_for_and_thrown()
    {
        await SameAsync(
            "False",
            MovedFromHttpClient.StatusAsync(_client!, Test),
            MovedFromRestSharp.StatusAsync(_rest!, Test),
            MovedFromFlurl.StatusAsync(_flurl!, Test),
            MovedToPeregrine.StatusAsync(_session!, Test));
        await SameAsync(
            "gone",
            MovedFromHttpClient.ErrorAsync(_client!, Test),
            MovedFromRestSharp.ErrorAsync(_rest!, Test),
            MovedFromFlurl.ErrorAsync(_flurl!, Test),
            MovedToPeregrine.ErrorAsync(_session!, Test));
    }

    [Fact]
    public Task A_limit_is_passed() => SameAsync(
        "too slow",
        MovedFromHttpClient.LimitAsync(_client!, Test),
        MovedFromRestSharp.LimitAsync(_rest!, Test),
        MovedFromFlurl.LimitAsync(_flurl!, Test),
        MovedToPeregrine.LimitAsync(_session!, Test));

    [Fact]
    public Task Cookies_come_back() => SameAsync(
        "1",
        MovedFromHttpClient.CookiesAsync(_client!, Test),
        MovedFromRestSharp.CookiesAsync(_rest!, Test),
        MovedFromFlurl.CookiesAsync(_flurl!, Test),
        MovedToPeregrine.CookiesAsync(_session!, Test));

    [Fact]
    public async Task A_client_that_is_made_so_has_what_the_page_says()
    {
        using var client = MigratingSetup.FromHttpClient();
        using var rest = MigratingSetup.FromRestSharp();
        using var flurl = MigratingSetup.FromFlurl();
        using var session = MigratingSetup.ToPeregrine();

        var built = session.Build(HttpMethod.Get, "/users");

        Assert.Equal("https://api.example.com/v1/", client.BaseAddress!.AbsoluteUri);
        Assert.Equal("https://api.example.com/v1", flurl.BaseUrl);
        Assert.Equal("https://api.example.com/v1/users", rest.BuildUri(new RestRequest("users")).AbsoluteUri);
        Assert.Equal(("https://api.example.com/v1/users", "blue"), (built.Url.AbsoluteUri, built.Headers["X-Tenant"]));
    }

    [Fact]
    public async Task A_stand_in_answers()
    {
        Assert.Equal("No hot water", await MigratingSetup.MockedFlurlAsync(_flurl!));
        Assert.Equal("No hot water", await MigratingSetup.MockedAsync());
    }

    [Fact]
    public async Task A_handler_and_a_middleware_stamp_alike()
    {
        var mock = new MockTransport { ["GET /"] = request => MockResponse.Text(request.Headers["X-Stamp"] ?? "none") };
        using var handler = new Stamp { InnerHandler = mock };
        using var client = new HttpClient(handler);
        using var session = new HttpSession(new() { Transport = mock, Middleware = { MigratingSetup.Stamped() } });

        Assert.Equal("1", await client.GetStringAsync(new Uri("https://api.example.com/"), Test));
        Assert.Equal("1", (await session.GetAsync("https://api.example.com/", Test)).Text);
    }

    [Fact]
    public async Task What_differs_is_as_the_page_says()
    {
        using var plain = new HttpSession(new() { BaseUrl = _api!.Root });

        Assert.Equal(50, await FollowedAsync(async path => (await _client!.GetAsync(path, Test)).Dispose()));
        Assert.Equal(50, await FollowedAsync(path => _rest!.ExecuteGetAsync(new RestRequest(path), Test)));
        Assert.Equal(10, await FollowedAsync(path => _flurl!.Request(path).GetAsync(cancellationToken: Test)));
        Assert.Equal(
            20,
            await FollowedAsync(path => Assert.ThrowsAsync<RedirectException>(() => plain.GetAsync(path, Test))));
    }

    [Fact]
    public async Task What_is_sent_by_default_differs_as_the_page_says()
    {
        Assert.Equal("||", await _client!.GetStringAsync("asked", Test));
        var rest = (await _rest!.ExecuteGetAsync(new RestRequest("asked"), Test)).Content!.Split('|');
        Assert.Equal(
            (6, "RestSharp", "gzip, deflate, br"), (rest[0].Split(", ").Length, rest[1].Split('/')[0], rest[2]));
        Assert.Equal("||gzip, deflate", await _flurl!.Request("asked").GetStringAsync(cancellationToken: Test));
        var ours = (await _session!.GetAsync("/asked", Test)).Text.Split('|');
        Assert.Equal(("*/*", "Peregrine", "gzip, deflate, br, zstd"), (ours[0], ours[1].Split('/')[0], ours[2]));
    }

    [Fact]
    public async Task Cookies_and_credentials_are_kept_as_the_page_says()
    {
        _client!.DefaultRequestHeaders.Authorization = new("Bearer", "abc");
        await _rest!.ExecuteGetAsync(new RestRequest("login"), Test);
        await _flurl!.Request("login").GetAsync(cancellationToken: Test);
        var authorized = new RestRequest("to-tenant").AddHeader("Authorization", "Bearer abc");

        Assert.Equal("none", (await _rest!.ExecuteGetAsync(new RestRequest("sid"), Test)).Content);
        Assert.Equal("none", await _flurl!.Request("sid").GetStringAsync(cancellationToken: Test));
        Assert.Equal(" ", await _client!.GetStringAsync("to-tenant", Test));
        Assert.Equal(" ", (await _rest!.ExecuteGetAsync(authorized, Test)).Content);
        Assert.Equal(
            " ",
            await _flurl!.Request("to-tenant").WithOAuthBearerToken("abc").GetStringAsync(cancellationToken: Test));
        Assert.Equal(
            " Bearer abc",
            (await _session!.GetAsync("/to-tenant", new() { Auth = Auth.Bearer("abc") }, Test)).Text);
    }

    [Fact]
    public async Task What_is_no_json_and_a_caller_who_gives_up_end_as_the_page_says()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        Assert.Equal(
            ResponseStatus.Error,
            (await _rest!.ExecuteGetAsync<Ticket>(new RestRequest("broken"), Test)).ResponseStatus);
        await Assert.ThrowsAsync<FlurlParsingException>(
            () => _flurl!.Request("broken").GetJsonAsync<Ticket>(cancellationToken: Test));
        await Assert.ThrowsAsync<DecodingException>(() => _session!.GetAsync<Ticket>("/broken", Test));
        Assert.Equal(
            ResponseStatus.Aborted,
            (await _rest!.ExecuteGetAsync(new RestRequest("slow"), gone.Token)).ResponseStatus);
        await Assert.ThrowsAsync<FlurlHttpException>(
            () => _flurl!.Request("slow").GetStringAsync(cancellationToken: gone.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _session!.GetAsync("/slow", gone.Token));
    }

    private async Task<int> FollowedAsync(Func<string, Task> get)
    {
        _api!.Asked.Clear();
        await get("loop");
        return _api.Asked.Count - 1;
    }

    private static async Task SameAsync(string expected, params Task<string>[] answers)
    {
        var got = await Task.WhenAll(answers);
        Assert.Equal(Enumerable.Repeat(expected, 4), got);
    }
}
