using System.Numerics;

namespace MlNetFashion.Text;

/// <summary>The pieces of a vocabulary as two tries, one for the start of a word and one for its continuation (##).</summary>
/// <remarks>All edges lie in one hash table keyed by node and UTF-16 unit: one look-up for each unit, whatever the alphabet.</remarks>
sealed class PieceTrie
{
    const int Start = 0, Continuation = 1;
    const string ContinuationMark = "##";

    readonly long[] _keys; // node << 16 | unit, plus 1 so that 0 is a free place
    readonly int[] _children;
    readonly List<int> _ids = [-1, -1];
    readonly int[] _idOfNode;
    readonly int _shift;

    public PieceTrie(IReadOnlyList<string> pieces)
    {
        int edges = pieces.Sum(piece => piece.Length);
        int capacity = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, 2 * edges));
        _keys = new long[capacity];
        _children = new int[capacity];
        _shift = 64 - BitOperations.Log2((uint)capacity);
        for (int id = 0; id < pieces.Count; id++)
        {
            bool continues = pieces[id].Length > ContinuationMark.Length && pieces[id].StartsWith(ContinuationMark, StringComparison.Ordinal);
            Add(continues ? Continuation : Start, pieces[id].AsSpan(continues ? ContinuationMark.Length : 0), id);
        }

        _idOfNode = [.. _ids];
    }

    /// <summary>Cuts a word into the longest pieces from left to right.</summary>
    /// <param name="word">A folded word, not empty.</param>
    /// <param name="ids">Receives the pieces; as long as the word.</param>
    /// <param name="ends">Receives the index after each piece; as long as the word.</param>
    /// <returns>The number of pieces; 0 when the word cannot be cut.</returns>
    public int Cut(ReadOnlySpan<char> word, Span<int> ids, Span<int> ends)
    {
        int count = 0;
        for (int start = 0; start < word.Length; start = ends[count - 1])
        {
            int node = start == 0 ? Start : Continuation, id = -1, end = start;
            for (int i = start; i < word.Length; i++)
            {
                node = Child(node, word[i]);
                if (node < 0)
                    break;
                if (_idOfNode[node] >= 0)
                    (id, end) = (_idOfNode[node], i + 1);
            }

            if (id < 0)
                return 0;
            ids[count] = id;
            ends[count++] = end;
        }

        return count;
    }

    void Add(int node, ReadOnlySpan<char> piece, int id)
    {
        foreach (char unit in piece)
        {
            int place = Place(node, unit);
            if (_keys[place] == 0)
            {
                _keys[place] = Key(node, unit);
                _children[place] = _ids.Count;
                _ids.Add(-1);
            }

            node = _children[place];
        }

        _ids[node] = id;
    }

    int Child(int node, char unit)
    {
        int place = Place(node, unit);
        return _keys[place] == 0 ? -1 : _children[place];
    }

    /// <summary>Where the edge is, or the free place where it belongs.</summary>
    int Place(int node, char unit)
    {
        long key = Key(node, unit);
        int place = (int)((ulong)key * 0x9e3779b97f4a7c15 >> _shift);
        while (_keys[place] != 0 && _keys[place] != key)
            place = (place + 1) & (_keys.Length - 1);
        return place;
    }

    static long Key(int node, char unit) => ((long)node << 16 | unit) + 1;
}
