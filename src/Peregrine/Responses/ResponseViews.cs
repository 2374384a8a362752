namespace Peregrine;

/// <summary>What is read from a response when somebody first asks for it; most responses are never asked.</summary>
internal sealed class ResponseViews
{
    internal ResponseCookies? Cookies { get; set; }

    internal Links? Links { get; set; }

    internal ContentDisposition? ContentDisposition { get; set; }

    internal Problem? Problem { get; set; }

    internal ConnectionFacts? Connection { get; set; }

    internal string? Text { get; set; }

    internal System.Text.Encoding? Encoding { get; set; }
}
