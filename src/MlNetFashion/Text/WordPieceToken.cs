namespace MlNetFashion.Text;

/// <summary>One WordPiece of a text.</summary>
/// <param name="Id">Its id in the vocabulary.</param>
/// <param name="Piece">Its spelling there, <c>##</c> in front when it continues a word; [UNK] for an unknown word.</param>
/// <param name="Start">Index of its first character in the text, in UTF-16 units.</param>
/// <param name="Length">UTF-16 units of the text that it covers; accents that were dropped at its end are not counted.</param>
public readonly record struct WordPieceToken(int Id, string Piece, int Start, int Length);
