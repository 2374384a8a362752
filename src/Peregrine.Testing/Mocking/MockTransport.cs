using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>
/// A server without a network: routes answer, and every request is kept. It is the <c>Transport</c> of a session, or
/// the handler of a bare <see cref="HttpClient"/>.
/// <code>
/// var mock = new MockTransport { ["GET /users/{id}"] = request => MockResponse.Json(new { id = request["id"] }) };
/// using var session = new HttpSession(new() { BaseUrl = "https://api.example.com", Transport = mock });
/// </code>
/// </summary>
/// <remarks>
/// <para>A pattern is <c>METHOD target</c>. Without a method, or with <c>*</c>, it is any. The target is one of:</para>
/// <list type="bullet">
/// <item><c>/users/{id}</c>: a path, whatever the host. <c>{id}</c> takes one segment or a part of one, never nothing;
/// <c>{**rest}</c>, as the last, takes all that is left, nothing too. Case counts.</item>
/// <item><c>https://api.example.com/users</c>: a path at one origin; scheme, host and port must be the same.</item>
/// <item><c>/search?q=x&amp;page={page}</c>: these parameters must be there, in any order; others may.</item>
/// <item><c>*</c>: anything.</item>
/// </list>
/// <para>
/// Beside its pattern a route may ask for more, with a <see cref="MockMatch"/> or a condition: parameters, header
/// fields, JSON, the fields of a form.
/// </para>
/// <para>
/// Pattern and request are compared with percent-escapes decoded, and so are captures given. <b>The first route that
/// was added and fits answers</b>, however general it is: add those that ask for more before. The same pattern given
/// again, with the same match, puts the new answer in the place of the old one. The same match is the same object, or
/// the same delegate: <c>MockMatch.Header("X", "1")</c> that is written twice makes two routes, of which the first
/// answers, so keep the match in a variable. A request that fits none fails with an
/// <see cref="InvalidOperationException"/> that lists the routes and says for each why it does not fit, unless there is
/// a <see cref="Fallback"/>.
/// </para>
/// <para>It may be used, and given routes, from many threads at once. Disposing of it changes nothing.</para>
/// </remarks>
public sealed class MockTransport : HttpMessageHandler
{
    private readonly MockRoutes _routes = new();
    private readonly MockRecord _record = new();

    /// <summary>
    /// The clock of delays and pauses. The default is the system's; with that of the session, a test moves both at
    /// once.
    /// </summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>What answers a request that fits no route. The default is none: such a request fails.</summary>
    public Func<MockRequest, MockResponse>? Fallback { get; set; }

    /// <summary>
    /// Every request, in the order of arrival, as it is now: it does not grow. Those that no route fitted too.
    /// </summary>
    public IReadOnlyList<MockRequest> Requests => _record.All;

    /// <summary>The answer of a route: a function of the request, a <see cref="MockResponse"/>, or a
    /// <see cref="MockResponse.Sequence"/>.</summary>
    /// <exception cref="ArgumentException">The pattern can't be read.</exception>
    public Func<MockRequest, MockResponse> this[string pattern]
    {
        set => Map(pattern, value);
    }

    /// <summary>The answer of a route that asks for more than its pattern.</summary>
    /// <param name="pattern">Which requests: see the remarks of the class.</param>
    /// <param name="match">What else is asked of them.</param>
    /// <exception cref="ArgumentException">The pattern can't be read.</exception>
    public Func<MockRequest, MockResponse> this[string pattern, MockMatch match]
    {
        set => Map(pattern, match, value);
    }

    /// <summary>
    /// The answer of a route with a condition of its own. What the condition throws passes through to the caller.
    /// </summary>
    /// <param name="pattern">Which requests: see the remarks of the class.</param>
    /// <param name="match">Whether a request that fits the pattern is for this route.</param>
    /// <param name="text">How the condition is called in messages; the default is its source.</param>
    /// <exception cref="ArgumentException">The pattern can't be read.</exception>
    public Func<MockRequest, MockResponse> this[
        string pattern,
        Func<MockRequest, bool> match,
        [CallerArgumentExpression(nameof(match))] string text = ""]
    {
        set => Map(pattern, MockMatch.Where(match, text), value);
    }

    /// <summary>Adds a route, or gives a pattern that is there already another answer.</summary>
    /// <param name="pattern">Which requests: see the remarks of the class.</param>
    /// <param name="answer">A function of the request, a <see cref="MockResponse"/>, or a
    /// <see cref="MockResponse.Sequence"/>. What it throws passes through to the caller.</param>
    /// <exception cref="ArgumentException">The pattern can't be read.</exception>
    public void Map(string pattern, Func<MockRequest, MockResponse> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        _routes.Add(new MockRoute(pattern, null, request => new ValueTask<MockResponse>(answer(request))));
    }

    /// <summary>Adds a route, or gives a pattern that is there already another answer.</summary>
    /// <param name="pattern">Which requests: see the remarks of the class.</param>
    /// <param name="answer">An asynchronous function of the request; a blocking call waits for it.</param>
    /// <exception cref="ArgumentException">The pattern can't be read.</exception>
    [OverloadResolutionPriority(-1)] // A lambda that only throws is the other one.
    public void Map(string pattern, Func<MockRequest, Task<MockResponse>> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        _routes.Add(new MockRoute(pattern, null, request => new ValueTask<MockResponse>(answer(request))));
    }

    /// <summary>Adds a route that asks for more than its pattern, or gives it another answer.</summary>
    /// <param name="pattern">Which requests: see the remarks of the class.</param>
    /// <param name="match">What else is asked of them.</param>
    /// <param name="answer">A function of the request, a <see cref="MockResponse"/>, or a
    /// <see cref="MockResponse.Sequence"/>. What it throws passes through to the caller.</param>
    /// <exception cref="ArgumentException">The pattern can't be read.</exception>
    public void Map(string pattern, MockMatch match, Func<MockRequest, MockResponse> answer)
    {
        ArgumentNullException.ThrowIfNull(match);
        ArgumentNullException.ThrowIfNull(answer);
        _routes.Add(new MockRoute(pattern, match, request => new ValueTask<MockResponse>(answer(request))));
    }

    /// <summary>Adds a route that asks for more than its pattern, or gives it another answer.</summary>
    /// <param name="pattern">Which requests: see the remarks of the class.</param>
    /// <param name="match">What else is asked of them.</param>
    /// <param name="answer">An asynchronous function of the request; a blocking call waits for it.</param>
    /// <exception cref="ArgumentException">The pattern can't be read.</exception>
    [OverloadResolutionPriority(-1)] // A lambda that only throws is the other one.
    public void Map(string pattern, MockMatch match, Func<MockRequest, Task<MockResponse>> answer)
    {
        ArgumentNullException.ThrowIfNull(match);
        ArgumentNullException.ThrowIfNull(answer);
        _routes.Add(new MockRoute(pattern, match, request => new ValueTask<MockResponse>(answer(request))));
    }

    /// <summary>The requests that the routes of one pattern answered, in the order of arrival.</summary>
    /// <param name="pattern">The pattern, as it was written.</param>
    /// <exception cref="ArgumentException">There is no route with that pattern.</exception>
    public IReadOnlyList<MockRequest> RequestsTo(string pattern)
    {
        _routes.Require(pattern);
        return [.. _record.All.Where(request => request.Route == pattern)];
    }

    /// <summary>Checks that every route has answered a request.</summary>
    /// <exception cref="InvalidOperationException">Some have not; the message lists them, the requests that came, and
    /// where they went.</exception>
    public void AssertEveryRouteWasUsed() => _routes.RequireUse(_record.All);

    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is { } content
            ? await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)
            : [];
        var (route, asked) = _routes.Find(new MockRequest(request, body, cancellationToken));
        _record.Add(asked);
        var response = await AnswerAsync(route, asked).ConfigureAwait(false)
            ?? throw new InvalidOperationException(
                $"{(route is null ? "Fallback" : $"The route {route}")} gave null for {asked}.");
        return await MockReply.SendAsync(response, request, TimeProvider, cancellationToken).ConfigureAwait(false);
    }

    private ValueTask<MockResponse> AnswerAsync(MockRoute? route, MockRequest asked)
    {
        if (route is not null)
        {
            return route.AnswerAsync(asked);
        }

        return Fallback is { } fallback
            ? new ValueTask<MockResponse>(fallback(asked))
            : throw _routes.NoneFits(asked);
    }
}
