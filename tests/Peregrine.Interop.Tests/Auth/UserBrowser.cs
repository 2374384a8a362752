using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>The user and his browser: goes where he is sent, and sends every form that he finds.</summary>
internal static partial class UserBrowser
{
    /// <summary>The page at the end.</summary>
    internal static async Task<string> VisitAsync(Uri address)
    {
        // Of another make than what is tested.
        using var client = new HttpClient(); // Its handler keeps cookies and follows redirects.
        using var first = await client.GetAsync(address);
        var page = await first.Content.ReadAsStringAsync();
        for (var forms = 0; forms < 5 && Form().Match(page) is { Success: true } form; forms++)
        {
            var fields = Input()
                .Matches(page)
                .Select(input => KeyValuePair.Create(input.Groups["name"].Value, input.Groups["value"].Value))
                .DistinctBy(field => field.Key)
                .ToList();
            using var content = new FormUrlEncodedContent(fields);
            using var next = await client.PostAsync(new Uri(address, form.Groups["action"].Value), content);
            page = await next.Content.ReadAsStringAsync();
        }

        return page;
    }

    [GeneratedRegex("<form[^>]*action=\"(?<action>[^\"]*)\"")]
    private static partial Regex Form();

    [GeneratedRegex("<(?:input|button)[^>]*name=\"(?<name>[^\"]*)\"[^>]*value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Input();
}
