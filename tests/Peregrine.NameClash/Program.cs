// A minimal API: nothing collides here.
using Peregrine;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddControllers();
builder.Services.AddRazorPages();
builder.Services.AddSingleton(new HttpSession(new() { BaseUrl = "https://api.example.com", Retry = 2 }));

var app = builder.Build();
app.MapControllers();
app.MapRazorPages();
app.MapGet(
    "/users/{id:int}", async (int id, HttpRequest incoming, HttpSession session, CancellationToken cancellationToken) =>
    {
        Request request = session.Build(
            HttpMethod.Get,
            $"/users/{id}",
            new() { Headers = { ["Accept-Language"] = incoming.Headers.AcceptLanguage } });
        Response response = await session.SendAsync(request, cancellationToken);
        return Results.Content(response.Text, response.ContentType, null, response.StatusCode);
    });
app.Run();
