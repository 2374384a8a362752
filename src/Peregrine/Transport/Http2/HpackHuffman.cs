namespace Peregrine;

/// <summary>
/// Reads text in the Huffman code of HPACK (RFC 7541, section 5.2 and appendix B), four bits at a time. Pure.
/// </summary>
internal static class HpackHuffman
{
    private const int Symbols = 257;
    private const int EndOfString = 256;
    private const short None = -1;
    private const short Refused = -2;
    private const int MostPadding = 7;

    // The lengths are all there is to know: codes of one length follow each other in the order of their symbols.
    private static readonly byte[] Lengths =
    [
        13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28,
        28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28,
        6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
        13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
        15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28,
        20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23,
        24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24,
        22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23,
        21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23,
        26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25,
        19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27,
        20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23,
        26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26,
        30,
    ];

    // For each inner node of the tree and each four bits: the node that they lead to, and the symbol on the way, of
    // which there is one at most.
    private static readonly (short Node, short Symbol)[] Steps = new (short, short)[(Symbols - 1) * 16];

    // Whether a text may end there: not on, or with fewer than eight bits that are all one.
    private static readonly bool[] MayEnd = new bool[Symbols - 1];

    static HpackHuffman()
    {
        var tree = Tree();
        for (int node = 0, depth = 0; depth <= MostPadding; depth++, node = tree[(node * 2) + 1])
        {
            MayEnd[node] = true;
        }

        for (var node = 0; node < Symbols - 1; node++)
        {
            for (var bits = 0; bits < 16; bits++)
            {
                Steps[(node * 16) + bits] = Step(tree, node, bits);
            }
        }
    }

    /// <summary>How long a text can be at most.</summary>
    internal static int MostLength(int coded) => (coded * 8 / 5) + 1;

    /// <summary>Decodes a text and gives its length, or -1 when it is not one.</summary>
    internal static int Decode(ReadOnlySpan<byte> coded, Span<byte> into)
    {
        var (node, count) = ((short)0, 0);
        foreach (var next in coded)
        {
            var high = Steps[(node * 16) + (next >> 4)];
            if (high.Symbol >= 0)
            {
                into[count++] = (byte)high.Symbol;
            }

            var low = high.Node < 0 ? high : Steps[(high.Node * 16) + (next & 15)];
            if (low.Node < 0)
            {
                return -1;
            }

            if (low.Symbol >= 0)
            {
                into[count++] = (byte)low.Symbol;
            }

            node = low.Node;
        }

        return MayEnd[node] ? count : -1;
    }

    // Inner nodes from 0, which is the root, each with its two ways; a symbol is the complement of its number.
    private static short[] Tree()
    {
        var tree = new short[(Symbols - 1) * 2];
        var (code, length, nodes) = (0u, 0, (short)1);
        foreach (var symbol in Enumerable.Range(0, Symbols).OrderBy(symbol => Lengths[symbol]).ThenBy(symbol => symbol))
        {
            code <<= Lengths[symbol] - length;
            length = Lengths[symbol];
            var node = 0;
            for (var bit = length - 1; bit > 0; bit--)
            {
                ref var next = ref tree[(node * 2) + (int)((code >> bit) & 1)];
                next = next == 0 ? nodes++ : next;
                node = next;
            }

            tree[(node * 2) + (int)(code & 1)] = (short)~symbol;
            code++;
        }

        return tree;
    }

    private static (short Node, short Symbol) Step(short[] tree, int from, int bits)
    {
        var (node, symbol) = ((short)from, None);
        for (var bit = 3; bit >= 0; bit--)
        {
            node = tree[(node * 2) + ((bits >> bit) & 1)];
            if (node == ~EndOfString)
            {
                return (Refused, None);
            }

            if (node < 0)
            {
                (node, symbol) = (0, (short)~node);
            }
        }

        return (node, symbol);
    }
}
