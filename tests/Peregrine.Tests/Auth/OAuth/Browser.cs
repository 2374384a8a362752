namespace Peregrine;

/// <summary>Stands in for the user's browser.</summary>
internal static class Browser
{
    internal static async Task<string> GetAsync(string url)
    {
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(url));
        return await response.Content.ReadAsStringAsync();
    }
}
