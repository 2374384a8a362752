namespace Peregrine;

/// <summary>The examples of RFC 7541, appendix C, and what a hostile server may write.</summary>
public sealed class HpackTests
{
    private const string Custom = "400a637573746f6d2d6b65790d637573746f6d2d686561646572";
    private const string Path = "040c2f73616d706c652f70617468";
    private const string Secret = "100870617373776f726406736563726574";
    private const string Date1 = "date: Mon, 21 Oct 2013 20:13:21 GMT";
    private const string Date2 = "date: Mon, 21 Oct 2013 20:13:22 GMT";
    private const string Home = "location: https://www.example.com";
    private const string Cookie = "set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1";

    private static readonly string[] First =
    [
        ":method: GET", ":scheme: http", ":path: /", ":authority: www.example.com",
    ];
    private static readonly string[] Second = [.. First, "cache-control: no-cache"];
    private static readonly string[] Third =
    [
        ":method: GET", ":scheme: https", ":path: /index.html",
        ":authority: www.example.com", "custom-key: custom-value",
    ];

    public static TheoryData<string, string[], int> Single => new()
    {
        { Custom, ["custom-key: custom-header"], 55 }, // C.2.1
        { Path, [":path: /sample/path"], 0 }, // C.2.2
        { Secret, ["password: secret"], 0 }, // C.2.3
        { "82", [":method: GET"], 0 }, // C.2.4
    };

    [Theory]
    [MemberData(nameof(Single))]
    public void One_field_is_read(string block, string[] fields, int size)
    {
        var decoder = new HpackDecoder();

        Assert.Equal(fields, CollectedFields.Of(decoder, Convert.FromHexString(block)));
        Assert.Equal(size, decoder.TableSize);
    }

    [Theory]
    [InlineData( // C.3
        "828684410f7777772e6578616d706c652e636f6d",
        "828684be58086e6f2d6361636865",
        "828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565")]
    [InlineData( // C.4
        "828684418cf1e3c2e5f23a6ba0ab90f4ff",
        "828684be5886a8eb10649cbf",
        "828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf")]
    public void Three_requests_in_a_row_are_read(string one, string two, string three)
    {
        var decoder = new HpackDecoder();

        foreach (var (block, fields, size) in new[] { (one, First, 57), (two, Second, 110), (three, Third, 164) })
        {
            Assert.Equal(fields, CollectedFields.Of(decoder, Convert.FromHexString(block)));
            Assert.Equal(size, decoder.TableSize);
        }
    }

    [Theory]
    [InlineData( // C.5
        "4803333032580770726976617465611d4d6f6e2c203231204f637420323031332032303a31333a323120474d546e1768747470733a2f2f"
        + "7777772e6578616d706c652e636f6d",
        "4803333037c1c0bf",
        "88c1611d4d6f6e2c203231204f637420323031332032303a31333a323220474d54c05a04677a69707738666f6f3d4153444a4b48514b42"
        + "5a584f5157454f50495541585157454f49553b206d61782d6167653d333630303b2076657273696f6e3d31")]
    [InlineData( // C.6
        "488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad171863c78f0b97c8e9ae82ae43d3",
        "4883640effc1c0bf",
        "88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab77ad94e7821dd7f2e6c7b335dfdfcd5b3960d5af27087f"
        + "3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007")]
    public void Three_responses_in_a_row_with_a_table_of_256_octets_are_read(string one, string two, string three)
    {
        var decoder = new HpackDecoder();

        foreach (var (block, fields, size) in new (string, string[], int)[]
        {
            ("3fe101" + one, [":status: 302", "cache-control: private", Date1, Home], 222),
            (two, [":status: 307", "cache-control: private", Date1, Home], 222),
            (three, [":status: 200", "cache-control: private", Date2, Home, "content-encoding: gzip", Cookie], 215),
        })
        {
            Assert.Equal(fields, CollectedFields.Of(decoder, Convert.FromHexString(block)));
            Assert.Equal(size, decoder.TableSize);
        }
    }

    [Theory]
    [InlineData("80")] // There is no field 0.
    [InlineData("be")] // The table is empty.
    [InlineData("ff80808080")] // A number that does not end.
    [InlineData("ff8080808080808001")] // Nor in five octets.
    [InlineData("ffffffffff7f")] // More than can be counted.
    [InlineData("40")]
    [InlineData("400a6375")] // Texts that are cut off.
    [InlineData("4001610a62")]
    [InlineData("00ffffffff07")]
    [InlineData("7f")]
    [InlineData("7e00")] // A name that is not in the table.
    [InlineData("3fe21f")] // A table of 4097 octets.
    [InlineData("8820")] // Its size in the middle.
    [InlineData("20203fe11f")] // Its size three times.
    [InlineData("0081ff")] // Padding of eight bits.
    [InlineData("008100")] // Padding that is not of ones.
    [InlineData("0084ffffffff00")] // The end of the text as a code.
    [InlineData("008400000000")]
    public void What_cant_be_read_ends_the_connection(string block)
    {
        var fault = Assert.Throws<Http2ConnectionException>(
            () => CollectedFields.Of(new HpackDecoder(), Convert.FromHexString(block)));

        Assert.Equal(Http2ErrorCode.CompressionError, fault.Code);
    }

    [Fact]
    public void The_size_of_the_table_may_change_twice_at_the_beginning()
    {
        var decoder = new HpackDecoder();
        CollectedFields.Of(decoder, Convert.FromHexString(Custom));

        CollectedFields.Of(decoder, Convert.FromHexString("203fe11f" + Custom));

        Assert.Equal(55, decoder.TableSize);
    }

    [Fact]
    public void A_field_larger_than_the_table_empties_it_and_counts_all_the_same()
    {
        var decoder = new HpackDecoder();
        CollectedFields.Of(decoder, Convert.FromHexString("3f2e" + Custom)); // 77 octets.
        Assert.Equal(55, decoder.TableSize);

        var large = CollectedFields.Of(decoder, [0x40, 1, (byte)'x', 50, .. Enumerable.Repeat((byte)'v', 50)]);

        Assert.Equal(["x: " + new string('v', 50)], large);
        Assert.Equal(0, decoder.TableSize);
    }

    [Fact]
    public void A_field_that_is_expected_is_not_made_anew()
    {
        var decoder = new HpackDecoder();
        var expected = new Header("custom-key", "custom-header");
        var sink = new KeptFields { Expected = expected };

        decoder.Read(Convert.FromHexString(Custom), sink);

        Assert.Same(expected.Value, sink.Last.Value);
        Assert.Same(expected.Name, sink.Last.Name);
    }

    // Whatever the octets are, they are read or refused, and nothing else happens.
    [Fact]
    public void Noise_is_read_or_refused()
    {
        var random = new Random(7541);
        var refused = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var decoder = new HpackDecoder();
            var block = new byte[random.Next(1, 60)];
            random.NextBytes(block);
            try
            {
                for (var again = 0; again < 3; again++)
                {
                    CollectedFields.Of(decoder, block);
                    Assert.InRange(decoder.TableSize, 0, HpackDynamicTable.MaxSize);
                }
            }
            catch (Http2ConnectionException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1000, 19_990);
    }

    [Theory]
    [InlineData("x-a: 1", null)]
    [InlineData("X-A: 1", "not in lower case")]
    [InlineData("x a: 1", "no proper name")]
    [InlineData(": 1", "no proper name")]
    [InlineData("x-\u00e9: 1", "no proper name")]
    [InlineData("x-a: 1\r", "control character")]
    [InlineData("x-a: \0", "control character")]
    [InlineData("connection: close", "does not allow")]
    [InlineData("transfer-encoding: chunked", "does not allow")]
    public void A_field_knows_why_it_has_no_place_in_a_response(string text, string? fault)
    {
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        var (name, value) = (System.Text.Encoding.Latin1.GetBytes(text[..colon]), System.Text.Encoding.Latin1.GetBytes(
            text[(colon + 2)..]));

        foreach (var field in new[]
        {
            HpackField.FromBytes(name, value),
            HpackField.FromBytes(name, "other"u8).With(value),
            HpackField.FromBytes(name, "\u0001"u8).With(value),
        })
        {
            Assert.Equal(fault is null, field.Fault is null);
            Assert.Contains(fault ?? "", field.Fault ?? "", StringComparison.Ordinal);
            Assert.Equal(name.Length + value.Length + 32, field.Size);
        }
    }

    private sealed class KeptFields : IHpackFields
    {
        public Header Expected { get; init; }

        internal Header Last { get; private set; }

        public void Add(in HpackField field) => Last = field.Field;
    }
}
