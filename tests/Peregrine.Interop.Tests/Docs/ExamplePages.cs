using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Peregrine;

/// <summary>The list of users of api.example.com in pages, in each manner that the guide about pages names.</summary>
internal static class ExamplePages
{
    private static readonly string[] Names = ["Alice", "Bob", "Dora"];

    internal static void Map(WebApplication app)
    {
        app.MapGet("/odata/People", (HttpRequest request, int? skip) => Results.Ok(new Dictionary<string, object?>
        {
            ["value"] = People(skip ?? 0, 2),
            ["@odata.nextLink"] = skip is null ? $"{request.Scheme}://{request.Host}/odata/People?skip=2" : null,
        }));
        app.MapGet("/cursor/users", (string? cursor) => Results.Ok(new
        {
            data = People(cursor is null ? 0 : 2, 2),
            meta = new { next_cursor = cursor is null ? "Mg==" : null },
        }));
        app.MapGet("/numbered/users", (int page) => Results.Ok(new { items = People((page - 1) * 2, 2) }));
        app.MapGet("/offset/users", (int offset, int limit) => Results.Ok(
            new { items = People(offset, limit), total = Names.Length }));
        app.MapGet("/custom/users", (int? part, HttpResponse response) =>
        {
            response.Headers["X-Next-Part"] = part is null ? "2" : "";
            return Results.Ok(People(part is null ? 0 : 2, 2));
        });
        app.MapGet("/loop", () => Results.Ok(new { next = "/loop", items = People(0, 1) }));
    }

    private static IEnumerable<object> People(int skip, int count) => Names.Skip(skip).Take(count)
        .Select((name, index) => new { id = (skip + index + 1).ToString(CultureInfo.InvariantCulture), name });
}
