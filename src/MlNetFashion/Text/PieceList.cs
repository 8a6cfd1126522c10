namespace MlNetFashion.Text;

/// <summary>Pieces in the order in which they were first added.</summary>
sealed class PieceList
{
    readonly List<string> _pieces = [];
    readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public int Count => _pieces.Count;

    public IReadOnlyList<string> InOrder => _pieces;

    public void Add(string piece)
    {
        if (_known.Add(piece))
            _pieces.Add(piece);
    }
}
