namespace Peregrine;

/// <summary>
/// A line of curl, such as a browser copies or a page of documentation shows, as what the library sends:
/// <c>using var session = new HttpSession(command.Options); session.Send(command.Request);</c>
/// </summary>
public sealed class CurlCommand
{
    internal CurlCommand(
        Request request, HttpSessionOptions options, IReadOnlyList<string> notUnderstood,
        IReadOnlyList<KeyValuePair<string, string?>> output) =>
        (Request, Options, NotUnderstood, Output) = (request, options, notUnderstood, output);

    /// <summary>
    /// The request: its header fields are those that curl would send, in curl's order, with this library's
    /// <c>User-Agent</c> where the line names none.
    /// </summary>
    public Request Request { get; }

    /// <summary>
    /// The options of a session that sends it: credentials, proxy, trust, time limits, redirects (none without
    /// <c>-L</c>), retries, addresses, and cookies (none are kept without <c>-b</c> or <c>-c</c>).
    /// </summary>
    public HttpSessionOptions Options { get; }

    /// <summary>
    /// What would change the request or its transfer and is not carried out: names of options, never their values, and
    /// what only a shell could do, such as to fill in <c>$NAME</c>. It is empty when nothing is left out.
    /// </summary>
    public IReadOnlyList<string> NotUnderstood { get; }

    /// <summary>
    /// What the line says of output, which no request holds: long names of options such as <c>output</c>,
    /// <c>include</c>, <c>silent</c> and <c>fail</c>, and their values; null for one that takes none. The caller
    /// carries them out, or lets them be.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Output { get; }

    /// <summary>
    /// Reads a line as a POSIX shell reads it, with Bash's <c>$'…'</c>, or as Windows' <c>cmd.exe</c> does when it is
    /// written with <c>^</c>. Nothing is run, and no variable is filled in. Options are those of curl 7.88.
    /// </summary>
    /// <remarks>
    /// <para>A line names files, and one that was pasted may name any file of its reader: look at it before it is sent.
    /// What is to be sent (<c>-d @FILE</c>, <c>-F name=@FILE</c>, <c>-T FILE</c>) has to be there, and is read when the
    /// request is sent; <c>-</c> is standard input. Cookies (<c>-b FILE</c>; a file that is not there holds none),
    /// certificates and <c>.netrc</c> are read here. <c>-K</c> and <c>-H @FILE</c> are not read and stand in
    /// <see cref="NotUnderstood"/>.</para>
    /// <para>One URL is asked: a second one, and what follows <c>--next</c>, stands in
    /// <see cref="NotUnderstood"/>. A URL without a scheme is http, as curl has it. <c>Content-Length</c> and
    /// <c>Transfer-Encoding</c> follow from the body, whatever the line says.</para>
    /// </remarks>
    /// <param name="line">The line; it may go over several lines. A prompt (<c>$</c>) before it is passed over.</param>
    /// <exception cref="FormatException">It is no line of curl: a quotation is not closed, curl has no such option, a
    /// value can't be used. The message shows no value.</exception>
    /// <exception cref="InvalidUrlException">The URL can't be used.</exception>
    /// <exception cref="IOException">A file that it names is not there, or can't be read.</exception>
    public static CurlCommand Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return new CurlReader(CurlLine.Parse(line)).Read();
    }

    /// <summary>Method and address, without what may be a secret.</summary>
    public override string ToString() => Request.ToString();
}
