namespace MlNetFashion.Stores;

/// <summary>Texts as the engines compare them: without case, and without what their languages would read as their own.</summary>
static class FilterFold
{
    /// <summary>Stands between values.</summary>
    public const char Between = '|';

    const char Stranger = '¦';

    /// <summary>A text as it is stored to be compared.</summary>
    public static string Of(string text) => string.Concat(text.ToUpperInvariant().Select(letter => IsStrange(letter) ? Stranger : letter));

    /// <summary>Whether a text is compared as it is, so that what passes and what does not is told exactly.</summary>
    public static bool IsExact(string text) => !text.Any(IsStrange);

    static bool IsStrange(char letter) => letter is Between or Stranger or '"' or '\\' or '\'' || char.IsControl(letter) || char.IsSurrogate(letter);
}
