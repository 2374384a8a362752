using System.Text;

namespace Peregrine;

/// <summary>Shows what a filter finds in a body.</summary>
internal sealed class FilteredBody(Plan plan, BodyFilter filter, ShownPlace place)
{
    private const string JsonType = "application/json";

    /// <exception cref="FilterException">The body is no JSON, or the expression does not fit it.</exception>
    internal async Task WriteAsync(Response response, CancellationToken cancellationToken)
    {
        var whole = await response.ReadAsync(cancellationToken);
        var found = filter(whole.Text);
        var raw = plan.IsRawOutput ? RawJson.LinesOf(found) : null;
        if (place.IsBodyText)
        {
            place.Body.Block(raw is null ? DressedText.Of(found, JsonType, place.Body.Look) : [new InkedText(raw)]);
            return;
        }

        await using var output = StandardStream.OpenOutput();
        output.Write(Encoding.UTF8.GetBytes(raw ?? found + "\n"));
    }
}
