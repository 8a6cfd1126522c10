namespace MlNetFashion.Understanding;

/// <summary>What stands before a word.</summary>
enum WordBreak
{
    /// <summary>A space, a hyphen, a slash, a quotation mark, an emoji.</summary>
    None,

    /// <summary>A comma, a bracket, a dash.</summary>
    Comma,

    /// <summary>The end of a sentence or a line.</summary>
    Sentence,
}
