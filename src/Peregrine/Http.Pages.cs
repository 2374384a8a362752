namespace Peregrine;

/// <content>One-line calls for lists that a server gives in pages.</content>
public static partial class Http
{
    /// <inheritdoc cref="HttpSession.ItemsAsync{T}"/>
    public static IAsyncEnumerable<T> ItemsAsync<T>(
        Url url, Paging paging, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.ItemsAsync<T>(url, paging, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.ItemsAsync{T}"/>
    public static IEnumerable<T> Items<T>(
        Url url, Paging paging, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Items<T>(url, paging, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.PagesAsync"/>
    public static IAsyncEnumerable<Response> PagesAsync(
        Url url, Paging paging, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.PagesAsync(url, paging, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.PagesAsync"/>
    public static IEnumerable<Response> Pages(
        Url url, Paging paging, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Pages(url, paging, options, cancellationToken);
}
