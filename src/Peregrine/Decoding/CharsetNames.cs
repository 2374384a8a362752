using System.Collections.Frozen;

namespace Peregrine;

/// <summary>
/// Names of charsets that servers use and the platform does not know: labels of the Encoding standard of WHATWG
/// (section 4.2) and the aliases of Python, whose servers write them. Underscores and spaces count as hyphens.
/// </summary>
internal static class CharsetNames
{
    private static readonly FrozenDictionary<string, string> Known =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["646"] = "us-ascii",
            ["ansi-x3.4-1986"] = "us-ascii",
            ["us"] = "us-ascii",
            ["cp367"] = "us-ascii",
            ["iso646-us"] = "us-ascii",
            ["8859"] = "iso-8859-1",
            ["cp819"] = "iso-8859-1",
            ["819"] = "iso-8859-1",
            ["iso-ir-100"] = "iso-8859-1",
            ["iso8859"] = "iso-8859-1",
            ["l1"] = "iso-8859-1",
            ["latin"] = "iso-8859-1",
            ["latin1"] = "iso-8859-1",
            ["latin-1"] = "iso-8859-1",
            ["iso-8859-8-e"] = "iso-8859-8",
            ["csiso88598e"] = "iso-8859-8",
            ["csiso88596e"] = "iso-8859-6",
            ["csiso88596i"] = "iso-8859-6",
            ["iso-8859-6-e"] = "iso-8859-6",
            ["iso-8859-6-i"] = "iso-8859-6",
            ["sun-eu-greek"] = "iso-8859-7",
            ["greek8"] = "iso-8859-7",
            ["csunicode"] = "utf-16",
            ["unicodefeff"] = "utf-16",
            ["u16"] = "utf-16",
            ["utf16"] = "utf-16",
            ["utf-16-le"] = "utf-16",
            ["utf16le"] = "utf-16",
            ["utf-16-be"] = "utf-16be",
            ["utf16be"] = "utf-16be",
            ["u32"] = "utf-32",
            ["utf32"] = "utf-32",
            ["utf-32-le"] = "utf-32",
            ["utf-32-be"] = "utf-32be",
            ["koi8"] = "koi8-r",
            ["koi"] = "koi8-r",
            ["koi8-ru"] = "koi8-u",
            ["kz-1048"] = "ptcp154",
            ["mac"] = "macintosh",
            ["mac-roman"] = "macintosh",
            ["macroman"] = "macintosh",
            ["x-mac-roman"] = "macintosh",
            ["mac-cyrillic"] = "x-mac-cyrillic",
            ["maccyrillic"] = "x-mac-cyrillic",
            ["x-mac-ukrainian"] = "x-mac-cyrillic",
            ["mac-greek"] = "x-mac-greek",
            ["macgreek"] = "x-mac-greek",
            ["mac-iceland"] = "x-mac-icelandic",
            ["maciceland"] = "x-mac-icelandic",
            ["mac-turkish"] = "x-mac-turkish",
            ["macturkish"] = "x-mac-turkish",
            ["mac-latin2"] = "x-mac-ce",
            ["maclatin2"] = "x-mac-ce",
            ["mac-centeuro"] = "x-mac-ce",
            ["maccentraleurope"] = "x-mac-ce",
            ["dos-874"] = "windows-874",
            ["tis-620"] = "windows-874",
            ["tis620"] = "windows-874",
            ["ms932"] = "shift_jis",
            ["mskanji"] = "shift_jis",
            ["ms-kanji"] = "shift_jis",
            ["windows-31j"] = "shift_jis",
            ["s-jis"] = "shift_jis",
            ["shift-jis"] = "shift_jis",
            ["shiftjis"] = "shift_jis",
            ["sjis"] = "shift_jis",
            ["csshiftjis"] = "shift_jis",
            ["eucjp"] = "euc-jp",
            ["ujis"] = "euc-jp",
            ["u-jis"] = "euc-jp",
            ["cseucpkdfmtjapanese"] = "euc-jp",
            ["iso2022jp"] = "iso-2022-jp",
            ["iso2022-jp"] = "iso-2022-jp",
            ["csiso2022jp"] = "iso-2022-jp",
            ["iso2022kr"] = "iso-2022-kr",
            ["iso2022-kr"] = "iso-2022-kr",
            ["csiso2022kr"] = "iso-2022-kr",
            ["euckr"] = "euc-kr",
            ["korean"] = "ks_c_5601-1987",
            ["ks-c-5601"] = "ks_c_5601-1987",
            ["ks-c-5601-1987"] = "ks_c_5601-1987",
            ["ks-c-5601-1989"] = "ks_c_5601-1987",
            ["ksc5601"] = "ks_c_5601-1987",
            ["ksc-5601"] = "ks_c_5601-1987",
            ["ksx1001"] = "ks_c_5601-1987",
            ["ks-x-1001"] = "ks_c_5601-1987",
            ["uhc"] = "ks_c_5601-1987",
            ["ms949"] = "ks_c_5601-1987",
            ["windows-949"] = "ks_c_5601-1987",
            ["chinese"] = "gb2312",
            ["csgb2312"] = "gb2312",
            ["csiso58gb231280"] = "gb2312",
            ["euccn"] = "gb2312",
            ["euc-cn"] = "gb2312",
            ["eucgb2312-cn"] = "gb2312",
            ["gb-2312"] = "gb2312",
            ["gb-2312-80"] = "gb2312",
            ["gb2312-80"] = "gb2312",
            ["gb2312-1980"] = "gb2312",
            ["iso-ir-58"] = "gb2312",
            ["ms936"] = "gbk",
            ["x-gbk"] = "gbk",
            ["gb18030-2000"] = "gb18030",
            ["hz"] = "hz-gb-2312",
            ["hzgb"] = "hz-gb-2312",
            ["hz-gb"] = "hz-gb-2312",
            ["big5-tw"] = "big5",
            ["csbig5"] = "big5",
            ["cn-big5"] = "big5",
            ["x-x-big5"] = "big5",
            ["ms950"] = "big5",
            ["big5hkscs"] = "big5",
            ["big5-hkscs"] = "big5",
            ["hkscs"] = "big5",
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a name is one of UTF-8's.</summary>
    internal static bool IsUtf8(string name) =>
        name is "utf-8" or "utf8" or "utf_8" or "utf" or "u8" or "utf-8-sig" or "utf_8_sig" or "cp65001"
            or "unicode-1-1-utf-8" or "unicode11utf8" or "unicode20utf8" or "x-unicode20utf8";

    /// <summary>The name that the platform knows for one of these, in lower case; null for any other.</summary>
    internal static string? Find(string name)
    {
        var written = name.Replace('_', '-').Replace(' ', '-');
        return Known.GetValueOrDefault(written) ?? (Iso8859(written) is { } part ? $"iso-8859-{part}" : null);
    }

    // `iso8859-5`, `iso88595`, `iso-8859-5`, and the names of Latin alphabets by number: `latin2`, `l2`.
    private static string? Iso8859(string name)
    {
        foreach (var start in (ReadOnlySpan<string>)["iso-8859", "iso8859", "8859"])
        {
            if (name.StartsWith(start, StringComparison.Ordinal))
            {
                return name[start.Length..].TrimStart('-').Split(':')[0]; // IANA names the year: ISO_8859-2:1987.
            }
        }

        return name switch
        {
            "latin2" or "latin-2" or "l2" => "2",
            "latin3" or "latin-3" or "l3" or "south-european" => "3",
            "latin4" or "latin-4" or "l4" => "4",
            "cyrillic" => "5",
            "arabic" => "6",
            "greek" => "7",
            "hebrew" => "8",
            "latin5" or "latin-5" or "l5" => "9",
            "latin7" or "latin-7" or "l7" or "baltic" => "13",
            "latin9" or "latin-9" or "l9" => "15",
            _ => null,
        };
    }
}
