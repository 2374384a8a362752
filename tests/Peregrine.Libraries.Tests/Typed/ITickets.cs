using Refit;

namespace Peregrine;

/// <summary>The interface of tickets, as Refit wants it.</summary>
internal interface ITickets
{
    [Get("/tickets")]
    Task<List<Ticket>> ListAsync(
        string? status, [Query(CollectionFormat.Multi)] string[]? tag, CancellationToken cancellationToken);

    [Post("/tickets")]
    Task<Ticket> CreateAsync([Body] Ticket ticket, CancellationToken cancellationToken);

    [Get("/tickets/{id}")]
    Task<Ticket> GetAsync(string id, CancellationToken cancellationToken);

    [Get("/tickets/{id}")]
    Task<ApiResponse<Ticket>> FindAsync(string id, CancellationToken cancellationToken);

    [Delete("/tickets/{id}")]
    Task DeleteAsync(string id, CancellationToken cancellationToken);

    [Multipart]
    [Put("/tickets/{id}/attachment")]
    Task<string> AttachAsync(string id, StreamPart file, CancellationToken cancellationToken);

    [Get("/tickets/{id}/attachment")]
    Task<Stream> AttachmentAsync(string id, CancellationToken cancellationToken);

    [Get("/slow")]
    Task<string> SlowAsync(CancellationToken cancellationToken);
}
