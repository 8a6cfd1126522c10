namespace MlNetFashion.Training.Recipes;

/// <summary>The values that an option can have, with the words that are typed for them.</summary>
/// <param name="all">Each word with its value.</param>
sealed class OptionWords<T>(params (string Word, T Value)[] all) where T : struct, Enum
{
    /// <summary>The words, in the order in which help lists them.</summary>
    public IReadOnlyList<string> All { get; } = [.. all.Select(each => each.Word)];

    /// <summary>The value of a word, in whatever case it is typed; null for no word.</summary>
    /// <exception cref="ArgumentException">There is no such word.</exception>
    public T? Find(string? word)
    {
        if (word is null)
            return null;
        foreach ((string known, T value) in all)
        {
            if (string.Equals(known, word, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        throw new ArgumentException($"There is no \"{word}\". Choose one of {string.Join(", ", All)}.");
    }

    /// <summary>The word of a value.</summary>
    public string Of(T value) => all.Single(each => each.Value.Equals(value)).Word;
}
