namespace Peregrine;

/// <summary>
/// What a call comes to, asynchronous and blocking: the two have to agree. Each asks once, on a connection of its own.
/// </summary>
internal static class Judged
{
    /// <summary>The call is answered.</summary>
    internal static async Task<Response> ResponseAsync(
        Func<RawConnection, Task> script, HttpMethod? method = null,
        RequestOptions? options = null, ServerTls? tls = null)
    {
        var (response, failure) = await BothAsync(script, method, options, tls);
        Assert.Null(failure);
        return response!;
    }

    /// <summary>The call fails because of what the server sent.</summary>
    internal static async Task<ProtocolException> FailureAsync(
        Func<RawConnection, Task> script, HttpMethod? method = null,
        RequestOptions? options = null, ServerTls? tls = null)
    {
        var (response, failure) = await BothAsync(script, method, options, tls);
        Assert.True(response is null, $"It was accepted as {response?.StatusCode} '{response?.Text}'.");
        return Assert.IsType<ProtocolException>(failure);
    }

    private static async Task<Outcome> BothAsync(
        Func<RawConnection, Task> script, HttpMethod? method, RequestOptions? options, ServerTls? tls)
    {
        var one = await OneAsync(blocking: false, script, method, options, tls);
        var other = await OneAsync(blocking: true, script, method, options, tls);
        Assert.Equal(one.Response?.StatusCode, other.Response?.StatusCode);
        Assert.Equal(one.Response?.Bytes, other.Response?.Bytes);
        Assert.Equal(one.Failure?.GetType(), other.Failure?.GetType());
        Assert.Equal(one.Failure?.HttpRequestError, other.Failure?.HttpRequestError);
        return one;
    }

    private static async Task<Outcome> OneAsync(
        bool blocking, Func<RawConnection, Task> script, HttpMethod? method, RequestOptions? options, ServerTls? tls)
    {
        await using var server = new RawServer(script, tls);
        using var session = Sessions.For(
            server,
            one => one.Timeout = new Timeouts { Read = TimeSpan.FromSeconds(3), Send = TimeSpan.FromSeconds(3) });
        try
        {
            var response = await session.SendAsync(
                blocking, method ?? HttpMethod.Get, "/judged", options, TestContext.Current.CancellationToken);
            Assert.Single(server.Requests);
            return new Outcome(response, null);
        }
        catch (RequestException failure)
        {
            Assert.Single(server.Requests);
            return new Outcome(null, failure);
        }
    }
}
