namespace MlNetFashion.Text;

/// <summary>What <see cref="WordPieceVocabularyTrainer"/> makes.</summary>
sealed record WordPieceTrainingOptions
{
    /// <value>Pieces to end with, the special ones included; fewer when the text has no more to join. The default is 4,096.</value>
    public int Size { get; init; } = 4096;

    /// <value>A character or a pair of pieces must be seen this often to become a piece; 1 or more. The default is 2.</value>
    public int MinFrequency { get; init; } = 2;

    /// <value>Words that get a piece of their own however rare they are, after folding; none by default.</value>
    public IReadOnlyCollection<string> RequiredWords { get; init; } = [];

    /// <value>Characters that get pieces for the start and the inside of words however rare they are, so that words made of them are never [UNK].
    /// The default is printable ASCII.</value>
    public string Alphabet { get; init; } = string.Concat(Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code));
}
