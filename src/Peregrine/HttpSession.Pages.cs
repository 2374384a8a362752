namespace Peregrine;

/// <content>Lists that a server gives in pages.</content>
public sealed partial class HttpSession
{
    /// <summary>
    /// The items of a list that a server gives in pages, as one sequence. Nothing is asked for before the loop begins;
    /// the next page is asked for when the last item of the one before was taken, so one page is in memory at a time,
    /// and no connection is held between pages. Each loop over the sequence begins anew.
    /// </summary>
    /// <remarks>
    /// <para>Each page is a call of its own with GET and the options of this one: its limits hold for each page.</para>
    /// <para>A URL that a page names is resolved against the URL of that page, after redirects (RFC 3986), and taken as
    /// the server wrote it; parameters that the session or the call sets are added where it lacks their names. At
    /// another origin it is sent what a redirect to there would be: the harmless headers, and neither the credentials
    /// of the session nor those of the call, nor their parameters; from then on so is each page that follows.</para>
    /// </remarks>
    /// <param name="url">The first page.</param>
    /// <param name="paging">Where the next page and the items are.</param>
    /// <param name="options">What each of the calls sets; it has no body.</param>
    /// <param name="cancellationToken">Ends the loop, between items too.</param>
    /// <exception cref="ArgumentException">The options have a body, or a page number that is no number.</exception>
    /// <exception cref="InvalidUrlException">The URL can't be used.</exception>
    /// <exception cref="StatusException">In the loop: the status of a page is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">In the loop: a page is not JSON, has no array of items, or has something
    /// that is no URL or cursor where that of the next page should be; or an item is not JSON for the type, after the
    /// items before it were given.</exception>
    /// <exception cref="ProtocolException">In the loop: a page leads to one that was asked for already, from https to
    /// http, or to a URL that can't be used.</exception>
    /// <exception cref="RequestException">In the loop: there was no answer.</exception>
    /// <exception cref="InvalidOperationException">When the loop begins: there is no contract for the
    /// type.</exception>
    public IAsyncEnumerable<T> ItemsAsync<T>(
        Url url, Paging paging, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var plan = Plan(url, paging, options);
        return BodyReading.EachAsync(token => BeginItems<T>(plan, isBlocking: false, token), cancellationToken);
    }

    /// <inheritdoc cref="ItemsAsync{T}"/>
    public IEnumerable<T> Items<T>(
        Url url, Paging paging, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var plan = Plan(url, paging, options);
        return BodyReading.Each(() => BeginItems<T>(plan, isBlocking: true, cancellationToken));
    }

    /// <summary>
    /// The pages of a list, each a response with its whole body; the last may be one without items. The next page is
    /// asked for when the loop wants it.
    /// </summary>
    /// <inheritdoc cref="ItemsAsync{T}" path="/remarks"/>
    /// <inheritdoc cref="ItemsAsync{T}" path="/param"/>
    /// <exception cref="ArgumentException">The options have a body, or a page number that is no number.</exception>
    /// <exception cref="InvalidUrlException">The URL can't be used.</exception>
    /// <exception cref="StatusException">In the loop: the status of a page is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">In the loop: a page does not hold what says where the next one
    /// is.</exception>
    /// <exception cref="ProtocolException">In the loop: a page leads to one that was asked for already, from https to
    /// http, or to a URL that can't be used.</exception>
    /// <exception cref="RequestException">In the loop: there was no answer.</exception>
    public IAsyncEnumerable<Response> PagesAsync(
        Url url, Paging paging, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var plan = Plan(url, paging, options);
        return BodyReading.EachAsync(
            token => new PageFeed(BeginPages(plan, isBlocking: false, token)), cancellationToken);
    }

    /// <inheritdoc cref="PagesAsync"/>
    public IEnumerable<Response> Pages(
        Url url, Paging paging, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var plan = Plan(url, paging, options);
        return BodyReading.Each(() => new PageFeed(BeginPages(plan, isBlocking: true, cancellationToken)));
    }

    private PagePlan Plan(Url url, Paging paging, RequestOptions? options)
    {
        ArgumentNullException.ThrowIfNull(paging);
        ArgumentNullException.ThrowIfNull(url);
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        var builder = Builder; // One for both: the options may be replaced in between.
        var first = builder.Build(HttpMethod.Get, url, options);
        return PagePlan.Create(paging, first, url, options, builder.QueryFor(first.Target.Origin, options));
    }

    private PageItems<T> BeginItems<T>(PagePlan plan, bool isBlocking, CancellationToken cancellationToken) => new(
        BeginPages(plan, isBlocking, cancellationToken), JsonContracts.For<T>(plan.JsonOptions), cancellationToken);

    private PageWalk BeginPages(PagePlan plan, bool isBlocking, CancellationToken cancellationToken) => new(
        plan,
        JsonText.ReaderOptions(plan.JsonOptions),
        request => RunAsync(request, isBlocking, BodyMode.Keep, cancellationToken));
}
