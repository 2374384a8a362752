namespace Peregrine;

/// <summary>The text for those who ask for help, and for those who need it.</summary>
internal static class Usage
{
    private const string Synopsis =
        """
          peregrine [METHOD] URL [ITEM…] [OPTION…]
          peregrine tour                 calls of every kind, live and checked
          peregrine tour --against URL   the same against any httpbin
          peregrine --help               everything there is to know
          peregrine --version            which one this is
        """;

    // Terminals have eighty columns.
    private const string Text =
        $$"""
        peregrine: HTTP calls from the command line

        {{Synopsis}}

          peregrine api.example.com/users page==1 X-Api-Key:abc
          peregrine POST https://httpbin.org/post name=Alice age:=30 photo@photo.jpg

        METHOD  GET, or POST when there is something to send. One of your own is
                written in capitals.
        URL     https:// is assumed, but http:// on this machine: localhost and
                loopback addresses. :8080/x is http://localhost:8080/x. A host of one
                word needs its scheme.

        ITEM
          name=text      a field; the fields make a JSON object
          name:=json     a field that is a number, a list …
          name=@FILE     a field with the text of a file
          name:=@FILE    a field with the JSON in a file
          name@FILE      a file: the fields make a multipart form;
                         name@FILE;type=image/png says what it is
          @FILE          the file is the body
          -              standard input is the body
          name==text     a query parameter;  name==@FILE  has the text of a file
          Name:value     a header;  Name: leaves it out,  Name; sends it empty,
                         Name:@FILE has the text of a file
          A backslash takes the meaning from a separator in a name (a\:b=c), and from
          @ or = at the start of a value (a=\@b). Names are taken as they stand:
          a[b]=c has no special meaning.

        BODY
          -j, --json             the fields make a JSON object, which is the default
          -f, --form             the fields make an urlencoded form
              --multipart        the fields make a multipart form
              --raw TEXT         TEXT is the body; its type is application/json
                                 unless -f or a Content-Type says otherwise
          With POST, PUT, PATCH or a method of your own, standard input is the body
          when it is a pipe or a file and nothing else gives one. It is read to its
          end before the call begins, a large one into a temporary file; @FILE is
          streamed. Where that is not meant:
          -I, --ignore-stdin     standard input is left alone

        OUTPUT
          -v, --verbose          also the request, redirects, and tries with their
                                 pauses
          -h, --headers          only status and headers of the response
          -b, --body             only its body
          -o, --output FILE      the body goes to FILE, whatever the status
              --show-secrets     credentials and cookies are shown; without it,
                                 headers and queries that look like them are ***
          On a terminal: status, headers and body; JSON indented, in colours
          (NO_COLOR=1 turns them off); bytes that are no text are not shown. In a
          pipe: the body alone, as it comes in, its content coding undone, otherwise
          untouched; -v tells its part on standard error.

        CALL
              --timeout SECONDS  the limit for each step: a free connection, connect,
                                 send, read (connect 5 s, others 30 s)
              --max-time SECONDS the limit for the whole call (none)
              --retry N          tries again after transient failures: 1, 2, 4 s
                                 later, or as Retry-After asks (0)
              --no-follow        redirects are not followed (--follow)
              --max-redirects N  how many are (20)
          -a, --auth USER:PASSWORD
              --bearer TOKEN     credentials, for all to see in the list of processes
              --auth-env NAME
              --bearer-env NAME  credentials in the environment variable NAME
              --insecure         any certificate is accepted: an attacker on
                                 the way can read and change everything
              --no-check-status  every answer is a success to the exit code
                                 (--check-status)
          -- ends the options. Letters may stand together: -fv.

        EXIT CODES
          0  a success (2xx), or a tour whose every check held
          1  a check of the tour failed, or a file could not be read or written
          2  wrong usage: nothing was sent
          3  4  5  the status is 3xx (not followed), 4xx, 5xx; the body is printed
             all the same
          6  too many redirects, or a forbidden one
          7  no connection
          8  no secure connection (TLS, certificate)
          9  a time limit passed
         10  the answer was cut off, broken, or too large
        """;

    internal static ExitCode Show()
    {
        Screen.Output.Block(new InkedText(Text));
        return ExitCode.Success;
    }

    internal static ExitCode ShowVersion()
    {
        Screen.Output.Line($"peregrine {typeof(Usage).Assembly.GetName().Version!.ToString(3)}");
        return ExitCode.Success;
    }

    internal static ExitCode Refuse(string reason)
    {
        Messages.Say(reason);
        Messages.Write($"\n{Synopsis}\n");
        return ExitCode.Usage;
    }
}
