namespace Peregrine;

/// <summary>
/// How a server cuts a long list into pages: where the next page is, and where the items of a page are. For
/// <see cref="HttpSession.ItemsAsync{T}"/> and <see cref="HttpSession.PagesAsync"/>, and their blocking twins.
/// Immutable; change it with a <c>with</c> expression.
/// </summary>
/// <remarks>
/// Places in the JSON of a page are JSON Pointers (RFC 6901): <c>/meta/next_cursor</c>. The empty one, the default for
/// the items, is the whole page.
/// </remarks>
/// <example><code>
/// await foreach (User user in session.ItemsAsync&lt;User&gt;("/users", Paging.LinkHeader()))
/// </code></example>
public sealed record Paging
{
    private Paging(NextPageRule rule, string? items) =>
        (Rule, Items) = (rule, items is null ? JsonPointer.Root : JsonPointer.Parse(items, nameof(items)));

    /// <summary>
    /// How many pages are asked for at most; after that many the loop ends as if there were no more. The default is
    /// null: no limit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? MaxPages
    {
        get;
        init => field = value is null or >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The number of pages is at least 1.");
    }

    internal NextPageRule Rule { get; }

    internal JsonPointer Items { get; }

    /// <summary>
    /// The next page is named by the header: <c>Link: &lt;…&gt;; rel="next"</c> (RFC 8288), among other links, other
    /// relations of the same link, and in several lines. A link whose <c>anchor</c> is another page is not this page's.
    /// Without a link to a next page, the page is the last.
    /// </summary>
    /// <param name="items">Where the array of items is. The default is the whole page.</param>
    /// <exception cref="ArgumentException">It is no JSON Pointer.</exception>
    public static Paging LinkHeader(string? items = null) => new(new LinkHeaderRule(), items);

    /// <summary>
    /// The body holds the URL of the next page: as OData, JSON:API and many others do it. Where it is missing, null,
    /// false or empty, the page is the last; anything else that is not a string is a <see cref="DecodingException"/>.
    /// </summary>
    /// <param name="next">Where the URL is: <c>/@odata.nextLink</c>, <c>/links/next</c>.</param>
    /// <param name="items">Where the array of items is. The default is the whole page.</param>
    /// <exception cref="ArgumentException">One of the two is no JSON Pointer.</exception>
    public static Paging NextUrl(string next, string? items = null) =>
        new(new NextUrlRule(JsonPointer.Parse(next, nameof(next))), items);

    /// <summary>
    /// The body holds a cursor, a string or a number, which the next request sends as a parameter of the same URL.
    /// Where it is missing, null, false or an empty string, the page is the last; anything else that is neither a
    /// string nor a number is a <see cref="DecodingException"/>.
    /// </summary>
    /// <param name="parameter">The name of the parameter: <c>cursor</c>.</param>
    /// <param name="next">Where the cursor is: <c>/meta/next_cursor</c>.</param>
    /// <param name="items">Where the array of items is. The default is the whole page.</param>
    /// <exception cref="ArgumentException">The parameter has no name, or one of the others is no JSON
    /// Pointer.</exception>
    public static Paging Cursor(string parameter, string next, string? items = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(parameter);
        return new(new CursorRule(parameter, JsonPointer.Parse(next, nameof(next))), items);
    }

    /// <summary>
    /// Pages have numbers, which each request sends as a parameter of the same URL. A page without items is the last.
    /// </summary>
    /// <param name="parameter">The name of the parameter: <c>page</c>.</param>
    /// <param name="first">The number of the first page. A URL or a <see cref="RequestOptions.Query"/> that names the
    /// parameter says where to begin instead. The default is 1.</param>
    /// <param name="items">Where the array of items is. The default is the whole page.</param>
    /// <exception cref="ArgumentException">The parameter has no name, or the other is no JSON Pointer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Paging Page(string parameter, int first = 1, string? items = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(parameter);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        return new(new PageNumberRule(parameter, first), items);
    }

    /// <summary>
    /// Each request sends, as a parameter of the same URL, how many items are to be passed over: it moves on by the
    /// items that came, however many were asked for. A page without items is the last, and so is one that reaches the
    /// total.
    /// </summary>
    /// <param name="parameter">The name of the parameter: <c>offset</c>. It begins with 0, or where a URL or a
    /// <see cref="RequestOptions.Query"/> that names it says.</param>
    /// <param name="size">How many items a page is to have; sent where <paramref name="sizeParameter"/> says how,
    /// unless the URL or the <see cref="RequestOptions.Query"/> names that already. The default is what the server
    /// gives.</param>
    /// <param name="sizeParameter">The name of the parameter for the size: <c>limit</c>.</param>
    /// <param name="total">Where the body holds the number of all items: <c>/total</c>. Where it is missing, null or
    /// negative, only a page without items is the last. The default is nowhere.</param>
    /// <param name="items">Where the array of items is. The default is the whole page.</param>
    /// <exception cref="ArgumentException">The parameter has no name, a size parameter comes without a size, or one of
    /// the others is no JSON Pointer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is less than 1.</exception>
    public static Paging Offset(
        string parameter, int? size = null, string? sizeParameter = null, string? total = null, string? items = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(parameter);
        if (size is < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, "A page has at least 1 item.");
        }

        if (sizeParameter is not null && size is null)
        {
            throw new ArgumentException($"{sizeParameter} needs a size that it sends.", nameof(sizeParameter));
        }

        var all = total is null ? null : JsonPointer.Parse(total, nameof(total));
        return new(new OffsetRule(parameter, size, sizeParameter, all), items);
    }

    /// <summary>A function says where the next page is: a URL, perhaps relative to that of the page, or null.</summary>
    /// <param name="next">Gets a page whose status is a success, and its whole body.</param>
    /// <param name="items">Where the array of items is. The default is the whole page.</param>
    /// <exception cref="ArgumentException">It is no JSON Pointer.</exception>
    public static Paging Custom(Func<Response, Url?> next, string? items = null)
    {
        ArgumentNullException.ThrowIfNull(next);
        return new(new CustomRule(next), items);
    }
}
