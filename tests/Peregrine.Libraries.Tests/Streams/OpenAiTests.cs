using System.ClientModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Peregrine;

/// <summary>The client of OpenAI over a session, and over the platform's client, against a stub.</summary>
[Trait("run", "long")]
public sealed class OpenAiTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_completion_comes_whole(bool session)
    {
        await using var server = await AppServer.StartAsync(application => application.MapPost(
            "/v1/chat/completions",
            (HttpRequest request) => Results.Text(Whole(request.Headers.Authorization!), "application/json")));
        using var client = Clients.For(session);

        var answer = await LibraryLines.OpenAi(client, new Uri(server.Root + "/v1"), new ApiKeyCredential("key"))
            .CompleteChatAsync(["Hello?"], cancellationToken: Test);

        Assert.Equal("Bearer key", answer.Value.Content[0].Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_completion_comes_piece_by_piece(bool session)
    {
        var taken = new SemaphoreSlim(0);
        await using var server = await AppServer.StartAsync(application => application.MapPost(
            "/v1/chat/completions", context => StreamAsync(context, taken)));
        using var client = Clients.For(session);
        var text = "";

        var chat = LibraryLines.OpenAi(client, new Uri(server.Root + "/v1"), new ApiKeyCredential("key"));
        await foreach (var piece in chat.CompleteChatStreamingAsync(["Hello?"], cancellationToken: Test))
        {
            text += string.Concat(piece.ContentUpdate.Select(one => one.Text));
            taken.Release(); // The server sends the next one only then.
        }

        Assert.Equal("one two three ", text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_wrong_key_is_its_exception_and_is_not_tried_again(bool session)
    {
        var count = 0;
        await using var server = await AppServer.StartAsync(application => application.MapPost(
            "/v1/chat/completions",
            () =>
            {
                count++;
                return Results.Json(new { error = new { message = "Wrong key." } }, statusCode: 401);
            }));
        using var client = Clients.For(session);

        var thrown = await Assert.ThrowsAsync<ClientResultException>(
            () => LibraryLines.OpenAi(client, new Uri(server.Root + "/v1"), new ApiKeyCredential("key"))
                .CompleteChatAsync(["Hello?"], cancellationToken: Test));

        Assert.Equal((401, 1), (thrown.Status, count));
        Assert.Contains("Wrong key.", thrown.Message, StringComparison.Ordinal);
    }

    private static string Whole(string text) =>
        $$"""
          {"id":"1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop",
          "message":{"role":"assistant","content":"{{text}}"} }],
          "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2} }
          """;

    private static string Chunk(string word) =>
        """{"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":"""
        + "{\"content\":\"" + word + " \"}}]}";

    private static async Task StreamAsync(HttpContext context, SemaphoreSlim taken)
    {
        context.Response.ContentType = "text/event-stream";
        foreach (var word in (string[])["one", "two", "three"])
        {
            await context.Response.WriteAsync($"data: {Chunk(word)}\n\n");
            await context.Response.Body.FlushAsync();
            await taken.WaitAsync(context.RequestAborted);
        }

        await context.Response.WriteAsync("data: [DONE]\n\n");
    }
}
