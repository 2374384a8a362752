using System.Net;
using System.Text;

namespace Peregrine;

/// <summary>Content codings: a body is decoded whole, or the call fails.</summary>
public sealed class DecodingTests
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes(
        string.Concat(Enumerable.Range(0, 300).Select(i => $"line {i}, ")));

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<string> Codings => ["gzip", "x-gzip", "deflate", "raw deflate", "br", "zstd"];

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task A_body_decodes_in_whatever_pieces_it_comes(string coding)
    {
        Require(coding);
        var random = new Random(2);
        var coded = Coded.In(coding, Text);
        for (var round = 0; round < 20; round++)
        {
            Assert.Equal(Text, await Coded.ReadAsync(coding, Streamed.Cut(coded, random), round % 2 == 0));
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task The_message_says_that_it_does_not_begin_so_and_nothing_of_archives(string coding)
    {
        var failure = await Assert.ThrowsAsync<DecodingException>(
            () => Coded.ReadAsync(coding, [[.. "hello, plain text"u8]], blocking: true));

        Assert.Contains($"({coding}): it does not begin as such data does", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// A dictionary that nobody has (RFC 1950, section 2.2); the platform has an exception of its own for it.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_needs_a_dictionary_is_an_error(bool blocking) =>
        await Assert.ThrowsAsync<DecodingException>(
            () => Coded.ReadAsync("deflate", [[0x78, 0xBB, 1, 2, 3, 4, 5, 6]], blocking));

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task A_body_that_is_cut_anywhere_is_an_error(string coding)
    {
        Require(coding);
        var coded = Coded.In(coding, Text[..500]);
        for (var cut = 1; cut < coded.Length; cut++)
        {
            byte[][] pieces = cut % 3 == 0 ? [coded[..(cut / 2)], coded[(cut / 2)..cut]] : [coded[..cut]];
            await Assert.ThrowsAsync<DecodingException>(() => Coded.ReadAsync(coding, pieces, cut % 2 == 0));
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_body_that_is_damaged_never_looks_whole_and_different(string coding)
    {
        // gzip and zlib have checksums; br has none, so only most damage shows.
        var coded = Coded.In(coding, Text[..500]);
        var refused = 0;
        for (var at = 0; at < coded.Length; at++)
        {
            var damaged = coded.ToArray();
            damaged[at] ^= 0x55;
            try
            {
                var bytes = await Coded.ReadAsync(coding, [damaged], at % 2 == 0);
                Assert.True(
                    coding == "br" || bytes.Length == 0 || bytes.AsSpan().SequenceEqual(Text.AsSpan(0, 500)),
                    $"damage at {at} gave other data");
            }
            catch (DecodingException)
            {
                refused++;
            }
        }

        Assert.True(refused > coded.Length / 2, $"{refused} of {coded.Length} were refused");
    }

    [Fact]
    public async Task Every_member_of_gzip_counts_wherever_the_pieces_end()
    {
        byte[] members =
        [
            .. Coded.In("gzip", "one "u8.ToArray()),
            .. Coded.In("gzip", []),
            .. Coded.In("gzip", "two"u8.ToArray()),
        ];
        for (var cut = 1; cut < members.Length; cut++)
        {
            Assert.Equal(
                "one two"u8.ToArray(), await Coded.ReadAsync("gzip", [members[..cut], members[cut..]], cut % 2 == 0));
        }
    }

    [Fact]
    public async Task What_follows_gzip_and_is_none_is_passed_over_wherever_the_pieces_end()
    {
        byte[] body = [.. Coded.In("gzip", "one"u8.ToArray()), .. "junk that is no gzip"u8];
        for (var cut = 1; cut < body.Length; cut++)
        {
            Assert.Equal("one"u8.ToArray(), await Coded.ReadAsync("gzip", [body[..cut], body[cut..]], cut % 2 == 0));
        }
    }

    [Fact]
    public async Task Far_too_much_junk_is_refused()
    {
        byte[] body = [.. Coded.In("gzip", "one"u8.ToArray()), .. new byte[100_000]];

        await Assert.ThrowsAsync<DecodingException>(
            () => Coded.ReadAsync("gzip", body.Chunk(1000).ToArray(), blocking: false));
    }

    [Theory]
    [InlineData("gzip, br")]
    [InlineData("br, zstd, gzip")]
    [InlineData("deflate, identity, gzip")]
    [InlineData("gzip, gzip, gzip, gzip, gzip")]
    public async Task Codings_are_undone_from_the_last_to_the_first(string codings)
    {
        Require(codings);
        var coded = codings.Split(", ").Where(coding => coding != "identity")
            .Aggregate(Text, (plain, coding) => Coded.In(coding, plain));

        Assert.Equal(Text, await Coded.ReadAsync(codings, [coded], blocking: true));
        Assert.Equal(
            Text, await Coded.ReadAsync(codings.ToUpperInvariant(), coded.Chunk(7).ToArray(), blocking: false));
        for (var cut = coded.Length - 12; cut < coded.Length; cut++)
        {
            await Assert.ThrowsAsync<DecodingException>(() => Coded.ReadAsync(codings, [coded[..cut]], blocking: true));
        }
    }

    [Theory]
    [InlineData("foo", "plain", "foo")]
    [InlineData("gzip, foo", "plain", "gzip, foo")]
    [InlineData("identity", "plain", "")]
    public async Task A_coding_that_is_not_known_is_left_and_named(string codings, string body, string left)
    {
        var response = await Streamed.OfAsync(
            new PiecesStream([Encoding.ASCII.GetBytes(body)]), contentEncoding: codings);

        Assert.Equal(left, string.Join(", ", response.RemainingCodings));
        Assert.Equal(body, (await response.ReadAsync(Test)).Text);
    }

    [Fact]
    public async Task What_lies_outside_of_a_coding_that_is_not_known_is_undone()
    {
        var response = await Streamed.OfAsync(new PiecesStream([Coded.In("gzip", Text)]), contentEncoding: "foo, gzip");

        Assert.Equal(["foo"], response.RemainingCodings);
        Assert.Equal(Text, (await response.ReadAsync(Test)).Bytes);
    }

    [Fact]
    public async Task A_part_stays_as_it_is()
    {
        var part = Coded.In("gzip", Text)[5..20];
        var response = await Streamed.OfAsync(new PiecesStream([part]), contentEncoding: "gzip", status: 206);

        Assert.Equal(["gzip"], response.RemainingCodings);
        Assert.Equal(part, (await response.ReadAsync(Test)).Bytes);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task No_bytes_at_all_are_an_empty_body(string coding) =>
        Assert.Empty(await Coded.ReadAsync(coding, [], blocking: false));

    [Theory]
    [InlineData("gzip, gzip, gzip, gzip, gzip, gzip")]
    [InlineData("a, b, c, d, e, f")]
    public async Task More_than_five_codings_are_refused(string codings) =>
        await Assert.ThrowsAsync<DecodingException>(() => Coded.ReadAsync(codings, [[1]], blocking: false));

    [Fact]
    public async Task A_bomb_is_stopped_before_twice_its_limit_is_allocated()
    {
        const int Limit = 3_000_000;
        var bomb = Coded.In("gzip", new byte[64 * 1024 * 1024]);
        using var session = new HttpSession(new()
        {
            MaxResponseBytes = Limit,
            Transport = new FakeServer(_ => new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new ByteArrayContent(bomb) { Headers = { { "Content-Encoding", "gzip" } } },
            }),
        });
        // What is made once.
        await Assert.ThrowsAsync<ProtocolException>(() => session.GetAsync("http://h.test/", Test));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var failure = Assert.Throws<ProtocolException>(() => session.Get("http://h.test/", null, Test));

        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, failure.HttpRequestError);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2 * Limit);
    }

    [Theory]
    [InlineData("br", 1)]
    [InlineData("gzip", 2)]
    [InlineData("gzip", 3)]
    public async Task A_stream_that_grows_out_of_all_proportion_is_stopped_without_any_limit(string coding, int times)
    {
        var bomb = Enumerable.Range(0, times)
            .Aggregate(new byte[64 * 1024 * 1024], (plain, _) => Coded.In(coding, plain));
        var response = await Streamed.OfAsync(
            new PiecesStream(bomb.Chunk(4096)), contentEncoding: string.Join(", ", Enumerable.Repeat(coding, times)));
        long given = 0;

        var failure = Assert.Throws<ProtocolException>(() =>
        {
            foreach (var chunk in response.Chunks())
            {
                given += chunk.Length;
            }
        });

        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, failure.HttpRequestError);
        Assert.InRange(given, 1, 17 * 1024 * 1024);
    }

    [Fact]
    public async Task A_small_read_decodes_a_little_only()
    {
        var bomb = Coded.In("gzip", new byte[64 * 1024 * 1024]);
        var source = new PiecesStream(bomb.Chunk(1024));
        var response = await Streamed.OfAsync(source, contentEncoding: "gzip");
        await using var stream = response.AsStream();

        Assert.InRange(await stream.ReadAtLeastAsync(new byte[1024], 1, cancellationToken: Test), 1, 1024);
        Assert.InRange(response.BytesReceived, 1, 16 * 1024);
    }

    [Fact]
    public async Task A_coding_of_the_callers_is_offered_and_undone()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200, "KHOOR", ("Content-Encoding", "x-Caesar")));
        using var session = new HttpSession(new()
        {
            Transport = server,
            ContentCodings = { new ContentCoding("X-caesar", coded => new CaesarStream(coded)) },
        });

        var response = await session.GetAsync("http://h.test/", Test);

        Assert.Equal("HELLO", response.Text);
        Assert.Empty(response.RemainingCodings);
        Assert.Contains("gzip, deflate, br", server.Sent[0].Headers["Accept-Encoding"], StringComparison.Ordinal);
        Assert.EndsWith(", x-caesar", server.Sent[0].Headers["Accept-Encoding"], StringComparison.Ordinal);
    }

    [Fact]
    public void Zstd_is_offered_where_the_system_has_it_and_only_there() =>
        Assert.Equal(
            ZstdLibrary.Instance is not null, CodingTable.Standard.Accepted.Contains("zstd", StringComparison.Ordinal));

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a,b")]
    public void A_name_that_is_no_token_is_no_name_of_a_coding(string name) =>
        Assert.Throws<ArgumentException>(() => new ContentCoding(name, stream => stream));

    private static void Require(string codings) =>
        Assert.SkipWhen(
            codings.Contains("zstd", StringComparison.Ordinal) && ContentCoding.Zstd is null, "needs libzstd");
}
